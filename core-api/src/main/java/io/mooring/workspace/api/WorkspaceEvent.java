package io.mooring.workspace.api;

/** Everything that can happen to a workspace. The permits list is the table of contents. */
public sealed interface WorkspaceEvent permits WorkspaceCreated, WorkspaceBound, WorkspaceReleased {

    WorkspaceId workspaceId();
}
