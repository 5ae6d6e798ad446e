package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the event store beside its neighbours; exit code 0 also when a target is missed: a measurement is no test. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Measures the event store against Axon's engines and against plain inserts: one line per figure.")
public final class StoreBenchmarks implements Callable<Integer> {

    /** What can be measured alone. */
    enum Part {
        APPEND,
        DOCUMENTS,
        ACTIVATIONS,
        READ,
        REBUILD,
        LATENCY,
        VOLUME
    }

    @Option(names = "--quick", description = "fewer and shorter rounds, for a look within two minutes")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description = "only these parts: ${COMPLETION-CANDIDATES}",
            paramLabel = "PART")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("mooring-bench-store");
        try (var postgres = DurablePostgres.start(folder)) {
            var plan = quick ? Plan.quick() : Plan.full();
            var floor = Floor.best(folder);
            say("PostgreSQL " + postgres.settings() + ", JDK " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors, floor by " + floor.name());
            run(Part.APPEND, () -> new AppendBenchmark(postgres, floor, plan).measure());
            run(Part.DOCUMENTS, () -> new DocumentBenchmark(postgres, floor, plan).measure());
            run(Part.ACTIVATIONS, () -> new ActivationBenchmark(postgres, floor, plan).measure());
            run(Part.READ, () -> new ReadBenchmark(postgres, plan).measure());
            run(Part.REBUILD, () -> new RebuildBenchmark(postgres, plan).measure());
            run(Part.LATENCY, () -> new LatencyBenchmark(postgres, plan).measure());
            run(Part.VOLUME, () -> new VolumeBenchmark(postgres, plan).measure());
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void run(Part part, Callable<List<Figure>> benchmark) throws Exception {
        if (parts.contains(part)) {
            var began = System.nanoTime();
            benchmark.call().forEach(figure -> say(figure.toString()));
            say(String.format(Locale.ROOT, "# %s took %.0f s", part, (System.nanoTime() - began) / 1e9));
        }
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
