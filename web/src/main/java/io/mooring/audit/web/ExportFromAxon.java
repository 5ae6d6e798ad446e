package io.mooring.audit.web;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history from-axon}. */
@Command(
        name = "from-axon",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes the events of a table of Axon 4's own engines as JSON Lines, to be imported. Its writers wait meanwhile.")
final class ExportFromAxon implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private AxonOptions axon = new AxonOptions();

    @Option(
            names = "--correlation-key",
            paramLabel = "NAME",
            defaultValue = "traceId",
            description = "the metadata entry that becomes the correlation id (${DEFAULT-VALUE})")
    private String correlationKey = "traceId";

    @Option(
            names = "--causation-key",
            paramLabel = "NAME",
            defaultValue = "correlationId",
            description = "the metadata entry that becomes the causation id (${DEFAULT-VALUE})")
    private String causationKey = "correlationId";

    @Mixin
    private Target target = new Target();

    @Mixin
    private Progress progress = new Progress();

    ExportFromAxon(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var tables = axon.tables(database.dataSource()).withMetadataKeys(correlationKey, causationKey);
        progress.done("Exported", target.write(streams.out(), out -> tables.export(out, progress)));
        return 0;
    }
}
