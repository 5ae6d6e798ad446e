package io.mooring.web.slice;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what was sent; answers or refuses as told. */
public final class RecordingCommands implements Commands {

    /** One command with its actor. */
    public record Sent(Object command, Actor actor) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Function<Object, @Nullable Object>> answers = new ConcurrentHashMap<>();

    public <C> void answer(Class<C> command, Function<C, @Nullable Object> answer) {
        answers.put(command, given -> answer.apply(command.cast(given)));
    }

    public void refuse(Class<?> command, RuntimeException refusal) {
        answers.put(command, given -> {
            throw refusal;
        });
    }

    @Override
    public void send(Object command, Actor actor) {
        record(command, actor);
    }

    @Override
    public <R> R ask(Object command, Class<R> answer, Actor actor) {
        return answer.cast(Objects.requireNonNull(record(command, actor), "no answer planned for " + command));
    }

    private @Nullable Object record(Object command, Actor actor) {
        sent.add(new Sent(command, actor));
        return answers.getOrDefault(command.getClass(), any -> null).apply(command);
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public <C> List<C> sent(Class<C> type) {
        return sent.stream()
                .map(Sent::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    void reset() {
        sent.clear();
        answers.clear();
    }
}
