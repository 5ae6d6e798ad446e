package io.mooring.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that runs a main class of these tests, reports line by line, and is killed with signal 9. */
final class MortalProcess implements AutoCloseable {

    static final int KILLED = 128 + 9;

    /** What lines of a report begin with; the rest is logging. */
    private static final String REPORT = "# ";

    /** That nothing more is reported: it is dead, or stands where it wants to be killed. */
    private static final String END = "";

    private static final int LOGGED = 100;
    private static final int SILENT_AT_MOST_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> reported = new LinkedBlockingQueue<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private MortalProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static MortalProcess start(Class<?> main, String... arguments) {
        var command = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Daxon.update-check.disabled=true",
                        "-Daxoniq.update-checker.disabled=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                Stream.of(arguments));
        try {
            return new MortalProcess(new ProcessBuilder(command.toList())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the process itself: tells the one that started it. */
    static void report(String line) {
        System.out.println(REPORT + line);
        System.out.flush();
    }

    /** For the process itself: a thread has come to the point where it wants to be killed. */
    static void reportDying() {
        report(END);
    }

    /** Reads on at all times, or the process would stand still as soon as nobody takes what it says. */
    private void listen() {
        try (var output = process.inputReader()) {
            output.lines().forEach(line -> {
                if (line.startsWith(REPORT)) {
                    reported.add(line.substring(REPORT.length()));
                } else if (log.size() < LOGGED) {
                    log.add(line);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reported.add(END);
        }
    }

    /** The next line of the report; nothing if the process has ended or has come to its point of death. */
    Optional<String> next() {
        try {
            var line = reported.poll(SILENT_AT_MOST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException(
                        "The process neither goes on nor comes to its point of death: " + log());
            }
            return line.equals(END) ? Optional.empty() : Optional.of(line);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that is reported until the process ends or comes to its point of death. */
    List<String> toTheEnd() {
        return Stream.generate(this::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Sends signal 9 and says how the process ended, which may have been before; what it reported in the meantime is still to be read. */
    int kill() {
        process.toHandle().destroyForcibly(); // the process's own method would close its output as well
        return exitValue();
    }

    /** What else it said, from the beginning: for somebody who looks into why it did not live and die as it should. */
    String log() {
        return String.join("\n", log);
    }

    int exitValue() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The process does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
