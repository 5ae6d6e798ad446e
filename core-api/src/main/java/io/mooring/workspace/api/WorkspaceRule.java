package io.mooring.workspace.api;

import io.mooring.rule.api.Rule;

/** What must hold for a workspace. */
public enum WorkspaceRule implements Rule {
    OWNED_BY_PAYER("workspace-unknown", "The billing account has no such workspace"),
    ONE_PAYER("workspace-already-paid", "The workspace is already paid for by another subscription");

    private final String slug;
    private final String message;

    WorkspaceRule(String slug, String message) {
        this.slug = slug;
        this.message = message;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String message() {
        return message;
    }
}
