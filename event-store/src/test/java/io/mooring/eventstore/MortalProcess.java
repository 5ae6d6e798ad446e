package io.mooring.eventstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that runs a main class of these tests, reports line by line, and is killed with signal 9. */
final class MortalProcess implements AutoCloseable {

    static final int KILLED = 128 + 9;

    /** What lines of a report begin with; the rest is logging. */
    private static final String REPORT = "# ";

    private static final String DYING = "dying";

    private final Process process;
    private final BufferedReader output;

    private MortalProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
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
        report(DYING);
    }

    /** The next line of the report; nothing if the process has ended or has come to its point of death. */
    Optional<String> next() {
        var line = nextLine();
        return Optional.ofNullable(line).filter(said -> !said.equals(DYING));
    }

    private @Nullable String nextLine() {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(REPORT)) {
                    return line.substring(REPORT.length());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
