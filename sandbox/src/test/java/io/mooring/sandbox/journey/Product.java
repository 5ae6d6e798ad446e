package io.mooring.sandbox.journey;

import io.mooring.sandbox.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

/** One running product for all journeys of a test run, in a process of its own, and another one for what goes over all purchases that there are. */
final class Product {

    private static final HttpClient HTTP = Browser.client();

    private Product() {}

    private static final class Running {
        static final SandboxProcess PROCESS = start();
    }

    private static final class Small {
        static final SandboxProcess PROCESS = start();
    }

    private static SandboxProcess start() {
        var process = SandboxProcess.start(folder().resolve("data"), Ports.free(), SandboxProcess.FOR_SCENARIOS);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        return process.awaitReady();
    }

    /** A new folder under the build's own. */
    static Path folder() {
        try {
            var parent = Files.createDirectories(Path.of("target", "journeys"));
            return Files.createTempDirectory(parent, "product");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SandboxProcess running() {
        return Running.PROCESS;
    }

    /** The one with few purchases: a round over all of them is soon done. */
    static SandboxProcess small() {
        return Small.PROCESS;
    }

    static Marketplace aws() {
        return new Marketplace(HTTP, running().storefront());
    }

    static Buyer buyer() {
        return new Buyer(HTTP, running().engine(), aws());
    }

    static Marketplace awsOf(SandboxProcess process) {
        return new Marketplace(HTTP, process.storefront());
    }

    static Buyer buyerOf(SandboxProcess process) {
        return new Buyer(HTTP, process.engine(), awsOf(process));
    }
}
