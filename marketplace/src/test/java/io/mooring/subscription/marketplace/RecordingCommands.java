package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.EntitlementCommand;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.task.api.TaskCommand;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was sent in a table, in the caller's transaction, as the events of a real command would be. */
final class RecordingCommands implements Commands {

    static final String TABLE =
            "CREATE TABLE sent (id bigint GENERATED ALWAYS AS IDENTITY, command text, subject text, actor text)";

    private final JdbcClient jdbc;
    private final Collection<String> readAhead = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Consumer<Object>> before = new AtomicReference<>(command -> {});
    private final AtomicReference<Function<Object, Object>> answers = new AtomicReference<>(command -> {
        throw new UnsupportedOperationException("Nobody said what to answer");
    });

    private final AtomicReference<Function<Object, Hearing>> hearings =
            new AtomicReference<>(command -> new Hearing(Heard.NEWS, "news", null));

    RecordingCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs before each command is recorded; may throw. */
    void before(Consumer<Object> hook) {
        before.set(hook);
    }

    /** Has the next questions answered, each by what this makes of its command. */
    void answering(Function<Object, Object> how) {
        answers.set(how);
    }

    /** Has the next statements be heard so; without it all of them are news. */
    void hearing(Function<Object, Hearing> how) {
        hearings.set(how);
    }

    @Override
    public void send(Object command, Actor actor) {
        before.get().accept(command);
        record(command, actor);
    }

    private void record(Object command, Actor actor) {
        jdbc.sql("INSERT INTO sent (command, subject, actor) VALUES (?, ?, ?)")
                .param(command.getClass().getSimpleName())
                .param(subject(command))
                .param(actor.toString())
                .update();
    }

    @Override
    public <R> R ask(Object command, Class<R> answer, Actor actor) {
        send(command, actor);
        if (answer == Hearing.class) {
            return answer.cast(hearings.get().apply(command));
        }
        var said = answers.get().apply(command);
        return answer.cast(
                said instanceof AgreementStanding standing
                        ? new AgreementHearing(hearings.get().apply(command), standing)
                        : said);
    }

    @Override
    public <R> R readingAhead(Collection<String> targets, Supplier<R> work) {
        readAhead.addAll(targets);
        return work.get();
    }

    /** Whose histories were to be read ahead. */
    List<String> readAhead() {
        return List.copyOf(readAhead);
    }

    private static String subject(Object command) {
        return switch (command) {
            case SubscriptionCommand of -> of.subscriptionId().value();
            case AgreementCommand of -> of.agreementId().value();
            case EntitlementCommand of -> of.entitlementsId().value();
            case TaskCommand of -> of.taskId().value();
            default -> throw new IllegalArgumentException("Not a command of the intake: " + command);
        };
    }

    List<@Nullable String> names() {
        return jdbc.sql("SELECT command FROM sent ORDER BY id")
                .query(String.class)
                .list();
    }

    List<@Nullable String> actors() {
        return jdbc.sql("SELECT DISTINCT actor FROM sent").query(String.class).list();
    }
}
