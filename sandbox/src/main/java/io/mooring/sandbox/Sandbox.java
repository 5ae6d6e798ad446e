package io.mooring.sandbox;

import io.mooring.sandbox.durable.FolderInUse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole product with everything around it, prints where to begin, and stops it all when it is told to end. */
@Command(
        name = "mooring up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts Mooring with everything it needs: PostgreSQL, a queue, a simulated AWS Marketplace, a mailbox.")
public final class Sandbox implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Option(names = "--fresh", description = "Empties the data folder first.")
    private boolean fresh;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:MOORING_DATA:-data/sandbox}",
            description = "The folder that keeps everything between starts (${DEFAULT-VALUE}).")
    private Path data = Path.of("data", "sandbox");

    @Option(
            names = "--no-engine",
            description = "Starts only what is around the engine and prints the settings for an engine of your own.")
    private boolean withoutEngine;

    @Option(names = "--no-seed", description = "Starts without the sample accounts and workspaces.")
    private boolean withoutSeed;

    @Option(
            names = "--port",
            defaultValue = "${env:MOORING_PORT:-8080}",
            description = "The engine's port (${DEFAULT-VALUE}).")
    private int engine;

    @Option(
            names = "--management-port",
            defaultValue = "${env:MOORING_MANAGEMENT_PORT:-8081}",
            description = "The engine's port for health and metrics (${DEFAULT-VALUE}).")
    private int management;

    @Option(
            names = "--storefront-port",
            defaultValue = "${env:MOORING_STOREFRONT_PORT:-8090}",
            description = "The port of the marketplace pages and the mailbox (${DEFAULT-VALUE}).")
    private int storefront;

    @Option(
            names = "--aws-port",
            defaultValue = "${env:MOORING_AWS_PORT:-8091}",
            description = "The port of the simulated Metering, Entitlement and Agreement services (${DEFAULT-VALUE}).")
    private int aws;

    @Option(
            names = "--sqs-port",
            defaultValue = "${env:MOORING_SQS_PORT:-9324}",
            description = "The port of the queue (${DEFAULT-VALUE}).")
    private int sqs;

    @Option(
            names = "--smtp-port",
            defaultValue = "${env:MOORING_SMTP_PORT:-3025}",
            description = "The port of the mail server (${DEFAULT-VALUE}).")
    private int smtp;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Sandbox()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var log = data.resolveSibling(data.getFileName() + ".log");
        // Read by logback.xml at the first line that is logged, so nothing may be logged before.
        System.setProperty("mooring.sandbox.log", log.toString());
        var began = Clock.systemUTC().instant();
        var ports = new Ports(engine, management, storefront, aws, sqs, smtp);
        var taken = ports.taken();
        if (!taken.isEmpty()) {
            taken.forEach((option, port) -> System.err.println(
                    "Port " + port + " of 127.0.0.1 is taken. Free it, or choose another with " + option + "."));
            return USAGE;
        }
        var ended = new CountDownLatch(1);
        try (var sandbox = RunningSandbox.start(new SandboxSettings(data, fresh, ports))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox, ended), "sandbox-stop"));
            if (withoutEngine) {
                System.out.println(Banner.ofSurroundings(sandbox));
            } else {
                sandbox.startEngine(!withoutSeed);
                System.out.println(Banner.ofProduct(
                        sandbox, log, Duration.between(began, Clock.systemUTC().instant())));
            }
            ended.await();
            return 0;
        } catch (FolderInUse refused) {
            System.err.println(refused.getMessage());
            return USAGE;
        } catch (RuntimeException failed) {
            LoggerFactory.getLogger(Sandbox.class).info("Mooring did not start", failed);
            System.err.println("Mooring did not start: " + rootOf(failed).getMessage() + "\nMore is in " + log);
            return FAILED;
        }
    }

    private static Throwable rootOf(Throwable failed) {
        var root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static void stop(RunningSandbox sandbox, CountDownLatch ended) {
        sandbox.close();
        ended.countDown();
    }
}
