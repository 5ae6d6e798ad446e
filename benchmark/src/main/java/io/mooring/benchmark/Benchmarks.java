package io.mooring.benchmark;

import io.mooring.benchmark.store.StoreBenchmarks;
import io.mooring.sandbox.Ports;
import io.mooring.sandbox.journey.SandboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the benchmarks and prints a line per figure; exit code 0 also when a target is missed: a measurement is no test. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {StoreBenchmarks.class, IntakeBenchmarks.class},
        description = "Measures the product: one line per figure.")
public final class Benchmarks implements Callable<Integer> {

    /** Between two requests of one buyer: much less than a person takes to read a page. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration NO_PAUSE_TO_SPEAK_OF = Duration.ofMillis(100);

    @Option(names = "--quick", description = "fewer rounds and activations, for a look within two minutes")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("mooring-bench");
        try {
            print(new StartToReady(quick ? 1 : 3).measure(folder));
            var data = folder.resolve("load").resolve("data");
            try (var product = SandboxProcess.start(data, Ports.free(), SandboxProcess.ONE_ADDRESS_FOR_ALL)
                    .awaitReady()) {
                var activations = quick ? 100 : 1000;
                print(new NotificationToStatus(quick ? 100 : 300).measure(product));
                new WizardRequests(20, 200, NO_PAUSE_TO_SPEAK_OF).measure(product); // warms the JVM up
                print(new WizardRequests(20, activations, PAUSE).measure(product));
                print(new HeapAfterActivations(activations).measure(product));
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void print(List<Figure> figures) {
        var out = spec.commandLine().getOut();
        figures.forEach(out::println);
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
