package io.mooring.workspace.api;

/** What can be asked of a workspace. The permits list is the table of contents. */
public sealed interface WorkspaceCommand permits CreateWorkspace, BindWorkspace, ReleaseWorkspace, CarryWorkspace {

    WorkspaceId workspaceId();
}
