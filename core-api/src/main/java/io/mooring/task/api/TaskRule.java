package io.mooring.task.api;

import io.mooring.rule.api.Rule;

/** What must hold for a task to be resolved. */
public enum TaskRule implements Rule {
    OPEN("task-not-open", "The task is not open");

    private final String slug;
    private final String message;

    TaskRule(String slug, String message) {
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
