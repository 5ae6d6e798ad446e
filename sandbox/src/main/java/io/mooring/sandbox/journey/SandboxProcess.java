package io.mooring.sandbox.journey;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The whole product in a JVM of its own, which can be killed at any moment; its output goes to {@code process.log} in the data folder's parent. */
public final class SandboxProcess implements AutoCloseable {

    /** Arguments for runs in which one address stands for many buyers: limits by address would be all that is seen. */
    public static final List<String> ONE_ADDRESS_FOR_ALL = List.of(
            "-Dmooring.rate-limits.landing-per-client=1000000",
            "-Dmooring.rate-limits.sign-in-per-client=1000000",
            "-Dmooring.rate-limits.verification-per-client=1000000",
            "-Dmooring.rate-limits.requests-per-client=1000000");

    /**
     * The same; what is due is looked for every second: otherwise scenarios would wait for that. The queue is asked
     * for a second at a time, because the sandbox's gives a message also to an engine that has ended while it was asking.
     */
    public static final List<String> FOR_SCENARIOS = Stream.concat(
                    ONE_ADDRESS_FOR_ALL.stream(),
                    Stream.of("-Dmooring.deadlines.poll-every=1s", "-Dmooring.marketplace.wait=1s"))
            .toList();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Process process;
    private final Ports ports;
    private final Path log;
    private final HttpClient http = Browser.client();

    private SandboxProcess(Process process, Ports ports, Path log) {
        this.process = process;
        this.ports = ports;
        this.log = log;
    }

    /**
     * Starts the product with this JVM's own class path; returns at once, see {@link #awaitReady}.
     *
     * @param arguments further arguments: options of the sandbox, or {@code -D…} and {@code -X…} for the JVM
     */
    public static SandboxProcess start(Path data, Ports ports, List<String> arguments) {
        return start(Sandbox.class, data, ports, arguments);
    }

    /** The same with a main class that takes the options of the sandbox. */
    static SandboxProcess start(Class<?> main, Path data, Ports ports, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.stream().filter(SandboxProcess::isForTheJvm).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(List.of("--port", String.valueOf(ports.engine())));
        command.addAll(List.of("--management-port", String.valueOf(ports.management())));
        command.addAll(List.of("--storefront-port", String.valueOf(ports.storefront())));
        command.addAll(List.of("--aws-port", String.valueOf(ports.aws())));
        command.addAll(List.of("--sqs-port", String.valueOf(ports.sqs())));
        command.addAll(List.of("--smtp-port", String.valueOf(ports.smtp())));
        arguments.stream().filter(argument -> !isForTheJvm(argument)).forEach(command::add);
        try {
            var log = Files.createDirectories(data.toAbsolutePath().getParent()).resolve("process.log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new SandboxProcess(process, ports, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isForTheJvm(String argument) {
        return argument.startsWith("-D") || argument.startsWith("-X");
    }

    /** Waits until the engine says that it takes requests; a process that ends before is a failure. */
    public SandboxProcess awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new JourneyFailed("The sandbox ended with " + process.exitValue() + "; see " + log);
            }
            if (isReady()) {
                return this;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new JourneyFailed("The sandbox was not ready within " + PATIENCE + "; see " + log);
    }

    private boolean isReady() {
        var address = management().resolve("/actuator/health/readiness");
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyFailed("Interrupted", e);
        }
    }

    public URI engine() {
        return URI.create("http://localhost:" + ports.engine());
    }

    public URI storefront() {
        return URI.create("http://127.0.0.1:" + ports.storefront());
    }

    /** Where health, metrics and explanations are. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + ports.management());
    }

    /** Where everything goes that it prints. */
    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the JVM as a power cut would: no hook runs; PostgreSQL, a process of its own, is left behind. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it in order. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new JourneyFailed("The sandbox did not end; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyFailed("Interrupted", e);
        }
    }
}
