package io.mooring.audit.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Where the lines come from. */
final class Source {

    /** Reads a history and says what it read. */
    interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "the file to read, - for standard input (${DEFAULT-VALUE})")
    private String file = "-";

    <T> T read(InputStream standardInput, Reading<T> reading) throws IOException {
        if (file.equals("-")) {
            return reading.from(standardInput);
        }
        try (var in = Files.newInputStream(Path.of(file))) {
            return reading.from(in);
        }
    }
}
