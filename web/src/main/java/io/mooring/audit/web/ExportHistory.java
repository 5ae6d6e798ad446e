package io.mooring.audit.web;

import io.mooring.eventstore.transfer.HistoryExport;
import io.mooring.eventstore.transfer.HistorySelection;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the store's events as JSON Lines.")
final class ExportHistory implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private Target target = new Target();

    @Option(names = "--after", paramLabel = "POSITION", description = "only events behind this position")
    private long after = -1;

    @Option(names = "--aggregate", paramLabel = "ID", description = "only events of this aggregate")
    private @Nullable String aggregate;

    @Option(names = "--type", paramLabel = "NAME", description = "only events of this type, workspace.WorkspaceBound")
    private @Nullable String type;

    @Option(names = "--correlation", paramLabel = "ID", description = "only events that this message led to")
    private @Nullable String correlation;

    @Option(names = "--from", paramLabel = "TIME", description = "only events from then on, 2026-11-02T10:00:00Z")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "TIME", description = "only events before then")
    private @Nullable Instant until;

    @Mixin
    private Progress progress = new Progress();

    ExportHistory(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        var export = HistoryExport.from(database.dataSource());
        var selection = new HistorySelection(after, aggregate, type, correlation, from, until);
        progress.done("Exported", target.write(streams.out(), out -> export.write(selection, out, progress)));
        return 0;
    }
}
