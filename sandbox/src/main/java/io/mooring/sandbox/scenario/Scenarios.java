package io.mooring.sandbox.scenario;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.sandbox.journey.SandboxProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays scenarios and prints a line for each; exit code 0 only if all hold. */
@Command(
        name = "mooring scenario",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Plays scenarios against a fresh sandbox, or a running one, and prints a line for each.")
public final class Scenarios implements Callable<Integer> {

    private static final String ALL = "all";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "YAML files, or \"all\" for those that come with Mooring.")
    private List<String> files = List.of();

    @Option(names = "--folder", defaultValue = "scenarios", description = "where \"all\" finds them (${DEFAULT-VALUE})")
    private Path folder = Path.of("scenarios");

    @Option(
            names = "--engine",
            description = "a running engine, together with --storefront; without them a sandbox is started and removed")
    private @Nullable URI engine;

    @Option(names = "--storefront", description = "the running sandbox's AWS and mailboxes")
    private @Nullable URI storefront;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Scenarios()).execute(arguments));
    }

    /** The scenario files of a folder, by name. */
    public static List<Path> in(Path folder) {
        try (var found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Integer call() throws IOException {
        var chosen = new ArrayList<Path>();
        for (var file : files) {
            chosen.addAll(file.equals(ALL) ? in(folder) : List.of(Path.of(file)));
        }
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no scenario in " + folder);
        }
        final List<Scenario> scenarios;
        try {
            scenarios = chosen.stream().map(Scenario::read).toList();
        } catch (Scenario.ScenarioUnreadable unreadable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unreadable.getMessage()));
        }
        if (engine != null && storefront != null) {
            return play(chosen, scenarios, engine, storefront);
        }
        if (engine != null || storefront != null) {
            throw new ParameterException(spec.commandLine(), "--engine and --storefront belong together");
        }
        return playInAFreshSandbox(chosen, scenarios);
    }

    /** What it logged is kept where something failed. */
    private int playInAFreshSandbox(List<Path> chosen, List<Scenario> scenarios) throws IOException {
        var data = Files.createTempDirectory("mooring-scenarios");
        final int result;
        try (var product = SandboxProcess.start(data.resolve("data"), Ports.free(), SandboxProcess.FOR_SCENARIOS)) {
            product.awaitReady();
            result = play(chosen, scenarios, product.engine(), product.storefront());
        }
        if (result == 0) {
            delete(data);
        } else {
            spec.commandLine().getOut().println("The sandbox's log is " + data.resolve("process.log"));
            spec.commandLine().getOut().flush();
        }
        return result;
    }

    private int play(List<Path> chosen, List<Scenario> scenarios, URI engineAddress, URI storefrontAddress) {
        var out = spec.commandLine().getOut();
        var failed = 0;
        for (var i = 0; i < scenarios.size(); i++) {
            failed += holds(out, chosen.get(i), scenarios.get(i), engineAddress, storefrontAddress) ? 0 : 1;
        }
        out.printf("%d of %d scenarios hold%n", scenarios.size() - failed, scenarios.size());
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private static boolean holds(
            PrintWriter out, Path file, Scenario scenario, URI engineAddress, URI storefrontAddress) {
        var began = System.nanoTime();
        String trouble = null;
        try {
            new Play(engineAddress, storefrontAddress).perform(scenario);
        } catch (JourneyFailed failed) {
            trouble = failed.getMessage();
        }
        out.printf(
                "%-6s %5.1f s  %s: %s%n",
                trouble == null ? "holds" : "FAILS",
                (System.nanoTime() - began) / 1e9,
                file.getFileName(),
                scenario.title());
        if (trouble != null) {
            out.println("       " + trouble);
        }
        out.flush();
        return trouble == null;
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
