package io.mooring.audit.api;

/** The way in for everything that comes from outside: a command never goes without its actor. */
public interface Commands {

    /**
     * Handles the command on the calling thread in one transaction; blocks.
     *
     * @throws io.mooring.rule.api.RuleViolated when it is refused; nothing has happened then
     */
    void send(Object command, Actor actor);

    /** The same for a command whose handler answers. */
    <R> R ask(Object command, Class<R> answer, Actor actor);
}
