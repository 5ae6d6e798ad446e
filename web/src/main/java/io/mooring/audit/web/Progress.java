package io.mooring.audit.web;

import io.mooring.eventstore.transfer.HistorySummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on standard error how far it is, to people only. */
final class Progress implements LongConsumer {

    private static final long BETWEEN = Duration.ofMillis(200).toNanos();

    @Option(
            names = "--progress",
            defaultValue = "${env:MOORING_PROGRESS:-false}",
            description = "shows events and events a second; ./mooring says so where standard error is a terminal")
    private boolean shown;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final long began = System.nanoTime();
    private long told = began;
    private @Nullable PrintWriter line;

    @Override
    public void accept(long events) {
        var now = System.nanoTime();
        if (shown && now - told >= BETWEEN) {
            told = now;
            line = err();
            line.printf(Locale.ROOT, "\r%,d events, %,.0f/s ", events, events * 1e9 / (now - began));
            line.flush();
        }
    }

    /** The last line: what was moved. */
    void done(String verb, HistorySummary summary) {
        if (line != null) {
            line.println();
        }
        var range = summary.firstPosition().isPresent()
                ? ", positions " + summary.firstPosition().getAsLong() + " to "
                        + summary.lastPosition().orElseThrow()
                : "";
        err().println(verb + " " + summary.events() + " events" + range + ", SHA-256 " + summary.sha256());
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
