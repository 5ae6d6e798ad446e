package io.mooring.audit.web;

import io.mooring.eventstore.transfer.HistorySummary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** Where the lines go. A file has its name only when it is whole. */
final class Target {

    /** Writes a history and says what it wrote. */
    interface Writing {
        HistorySummary to(OutputStream out) throws IOException;
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "the file to write, - for standard output (${DEFAULT-VALUE})")
    private String file = "-";

    HistorySummary write(OutputStream standardOutput, Writing writing) throws IOException {
        if (file.equals("-")) {
            return writing.to(standardOutput);
        }
        var target = Path.of(file);
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            HistorySummary summary;
            try (var out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                summary = writing.to(out);
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
