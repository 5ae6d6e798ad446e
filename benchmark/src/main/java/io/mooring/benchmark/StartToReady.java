package io.mooring.benchmark;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.journey.SandboxProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the start of the JVM until the engine takes requests: with an empty folder, and with what the start before left. */
final class StartToReady {

    private final int rounds;

    StartToReady(int rounds) {
        this.rounds = rounds;
    }

    List<Figure> measure(Path folder) {
        var first = new ArrayList<Double>();
        var afterwards = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            var data = folder.resolve("start-" + round).resolve("data");
            first.add(secondsToReady(data));
            afterwards.add(secondsToReady(data));
        }
        return List.of(
                Figure.atMost(
                        "start to ready, empty folder (median of " + rounds + ")", new Sample(first).median(), "s", 15),
                Figure.atMost(
                        "start to ready, afterwards (median of " + rounds + ")",
                        new Sample(afterwards).median(),
                        "s",
                        8));
    }

    private static double secondsToReady(Path data) {
        var started = System.nanoTime();
        try (var product = SandboxProcess.start(data, Ports.free(), List.of())) {
            product.awaitReady();
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
