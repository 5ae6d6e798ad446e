package io.mooring.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived the JVM that started it. It is found by its {@code postmaster.pid}, believed only if the
 * process really is a postgres of this data folder, and ended in PostgreSQL's own ways: fast, then immediate shutdown.
 */
final class OrphanedPostmaster {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProcessHandle process;

    private OrphanedPostmaster(ProcessHandle process) {
        this.process = process;
    }

    static Optional<OrphanedPostmaster> of(Path dataDirectory) {
        var file = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("[0-9]{1,9}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(found -> found.isAlive() && serves(found, dataDirectory))
                    .map(OrphanedPostmaster::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /** Ends it; afterwards a new one can take the data folder. */
    void stop() {
        LOG.info("A PostgreSQL of an earlier run is still there (process {}); stopping it", process.pid());
        signal("INT");
        if (!ended()) {
            signal("QUIT");
            if (!ended()) {
                throw new IllegalStateException("PostgreSQL of an earlier run does not stop: process " + process.pid()
                        + ". End it by hand, then start again.");
            }
        }
    }

    private static boolean serves(ProcessHandle found, Path dataDirectory) {
        var info = found.info();
        var isPostgres = info.command()
                .map(command -> String.valueOf(Path.of(command).getFileName()).startsWith("postgres"))
                .orElse(true);
        var arguments = info.arguments().map(List::of).orElse(List.of());
        return isPostgres
                && (arguments.contains(dataDirectory.toString())
                        || info.commandLine().orElse("").contains(dataDirectory.toString()));
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot signal process " + process.pid(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was being stopped", interrupted);
        }
    }

    private boolean ended() {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException patienceEnded) {
            return !process.isAlive();
        } catch (ExecutionException failed) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was being stopped", interrupted);
        }
    }
}
