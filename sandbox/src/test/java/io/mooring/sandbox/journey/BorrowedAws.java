package io.mooring.sandbox.journey;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.RunningSandbox;
import io.mooring.sandbox.SandboxSettings;
import io.mooring.sandbox.engine.Engine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The product in a process, whose engine asks a Metering service that stands elsewhere. */
final class BorrowedAws {

    /** Where that is. */
    static final String METERING = "mooring.borrowed.metering";

    private BorrowedAws() {}

    /** Takes the options of the sandbox, each with its value. */
    public static void main(String[] arguments) throws InterruptedException {
        var options = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        var data = Path.of(options.getOrDefault("--data", ""));
        System.setProperty("mooring.sandbox.log", data + ".log");
        var ports = new Ports(
                port(options, "--port"),
                port(options, "--management-port"),
                port(options, "--storefront-port"),
                port(options, "--aws-port"),
                port(options, "--sqs-port"),
                port(options, "--smtp-port"));
        var sandbox = RunningSandbox.start(new SandboxSettings(data, false, ports));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        var settings = new HashMap<>(sandbox.engineSettings());
        settings.put("mooring.marketplace.metering-endpoint", System.getProperty(METERING));
        sandbox.stopping(Engine.start(settings));
        new CountDownLatch(1).await();
    }

    private static int port(Map<String, String> options, String name) {
        return Integer.parseInt(options.getOrDefault(name, "0"));
    }
}
