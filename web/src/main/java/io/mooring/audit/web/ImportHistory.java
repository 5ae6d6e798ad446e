package io.mooring.audit.web;

import io.mooring.eventstore.transfer.HistoryImport;
import io.mooring.web.engine.StoredEvents;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads JSON Lines into a store without events, all or nothing. Stop the engines first; a new database is migrated by starting one and stopping it.")
final class ImportHistory implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--continue",
            description =
                    "goes on where an import was interrupted, or an earlier export ended: what is there is compared and passed over, and every 10,000 events are committed")
    private boolean continued;

    @Mixin
    private Progress progress = new Progress();

    ImportHistory(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var history = HistoryImport.into(database.dataSource(), StoredEvents.types());
        var outcome =
                source.read(streams.in(), in -> continued ? history.rest(in, progress) : history.whole(in, progress));
        progress.done("Wrote " + outcome.written() + " of", outcome.file());
        return 0;
    }
}
