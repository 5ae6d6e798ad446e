package io.mooring.workbench;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Writes down each command with its actor; what happens to the next ones can be set. */
public final class RecordedCommands implements Commands {

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile Consumer<Object> handler = command -> {};

    /** A command and who sent it. */
    public record Sent(Object command, Actor actor) {}

    public List<Sent> sent() {
        return sent;
    }

    public void handleWith(Consumer<Object> next) {
        handler = next;
    }

    @Override
    public void send(Object command, Actor actor) {
        sent.add(new Sent(command, actor));
        handler.accept(command);
    }

    @Override
    public <R> R ask(Object command, Class<R> answer, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
