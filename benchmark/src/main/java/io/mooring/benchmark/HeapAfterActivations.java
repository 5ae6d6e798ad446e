package io.mooring.benchmark;

import io.mooring.sandbox.journey.SandboxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What is alive on the product's heap, sandbox included, after a full collection. */
final class HeapAfterActivations {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final int activations;

    HeapAfterActivations(int activations) {
        this.activations = activations;
    }

    List<Figure> measure(SandboxProcess product) throws IOException, InterruptedException {
        // The histogram of live objects begins with a full collection and ends with a line of totals
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var output = Files.createTempFile("mooring-heap", ".txt");
        var histogram = new ProcessBuilder(jcmd, Long.toString(product.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!histogram.waitFor(30, TimeUnit.SECONDS)) {
            histogram.destroyForcibly();
            throw new IOException("jcmd did not answer");
        }
        var text = Files.readString(output);
        Files.delete(output);
        var total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("jcmd said: " + text.lines().limit(3).toList());
        }
        var megabytes = Long.parseLong(total.group(1)) / 1e6;
        return List.of(Figure.atMost("heap in use after " + activations + " activations", megabytes, "MB", 200));
    }
}
