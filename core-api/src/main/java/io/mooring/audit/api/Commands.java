package io.mooring.audit.api;

import java.util.Collection;
import java.util.function.Supplier;

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

    /**
     * Has commands handled as one unit of work, within the caller's transaction. What is stored of their targets may be read by one query ahead of them.
     *
     * @param targets ids of aggregates that the commands are for; a command for another one is as good, and slower
     * @param work sends them
     */
    default <R> R readingAhead(Collection<String> targets, Supplier<R> work) {
        return work.get();
    }
}
