package io.mooring.benchmark.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, with prepared statements, as a process of its own. */
final class Pgbench implements Floor {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern TRANSACTIONS =
            Pattern.compile("^number of transactions actually processed: (\\d+)", Pattern.MULTILINE);
    private static final Pattern RATE =
            Pattern.compile("^tps = ([0-9.]+) \\(without initial connection time\\)", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path program;
    private final Path folder;

    Pgbench(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    static Optional<Path> installed() {
        var onThePath = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .map(directory -> Path.of(directory, "pgbench"));
        return Stream.concat(ofDebian(), onThePath).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> ofDebian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin").resolve("pgbench"))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public Throughput run(Database database, EventTable table, int clients, Duration time, List<Integer> rows) {
        try {
            var script = folder.resolve("floor.sql");
            Files.writeString(
                    script, rows.stream().map(table::insertForPgbench).collect(Collectors.joining("\n", "", "\n")));
            // Whole seconds are all that pgbench knows
            var seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
            var threads = Math.min(clients, Runtime.getRuntime().availableProcessors());
            var said = run(
                    List.of(
                            program.toString(),
                            "-n",
                            "-M",
                            "prepared",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(database.port()),
                            "-U",
                            "postgres",
                            "-c",
                            String.valueOf(clients),
                            "-j",
                            String.valueOf(threads),
                            "-T",
                            String.valueOf(seconds),
                            "-D",
                            "payload=" + SampleCommit.payloadJson(),
                            "-D",
                            "metadata=" + SampleCommit.metadataJson(),
                            "-f",
                            script.toString(),
                            database.name()),
                    Duration.ofSeconds(seconds).plus(PATIENCE));
            var count = Long.parseLong(first(TRANSACTIONS, said));
            return new Throughput(count, count / Double.parseDouble(first(RATE, said)));
        } catch (IOException e) {
            throw new IllegalStateException("pgbench could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private String run(List<String> command, Duration atMost) throws IOException, InterruptedException {
        var log = folder.resolve("pgbench.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("pgbench hangs");
            }
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IllegalStateException("pgbench failed: " + said);
        }
        return said;
    }

    private static String first(Pattern pattern, String said) {
        var match = pattern.matcher(said);
        if (!match.find()) {
            throw new IllegalStateException("pgbench says something else than expected: " + said);
        }
        return match.group(1);
    }
}
