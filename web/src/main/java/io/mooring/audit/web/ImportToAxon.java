package io.mooring.audit.web;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code history to-axon}. */
@Command(
        name = "to-axon",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads JSON Lines into an empty table of Axon 4's own engines, all or nothing.")
final class ImportToAxon implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private AxonOptions axon = new AxonOptions();

    @Mixin
    private Source source = new Source();

    @Mixin
    private Progress progress = new Progress();

    ImportToAxon(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var tables = axon.tables(database.dataSource());
        progress.done("Wrote", source.read(streams.in(), in -> tables.load(in, progress)));
        return 0;
    }
}
