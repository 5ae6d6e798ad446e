package io.mooring.audit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Moves history between the store, files and Axon's own tables. Data goes to standard output, messages to standard error; exit code 0 when it is done, 1 when it
 * failed or was refused, 2 when it was asked for wrongly.
 */
@Command(
        name = "mooring history",
        mixinStandardHelpOptions = true,
        description = "Moves history between the store, files and Axon's own tables.",
        subcommands = {ExportHistory.class, ImportHistory.class, ExportFromAxon.class, ImportToAxon.class},
        synopsisSubcommandLabel = "COMMAND")
public final class HistoryCommand {

    private HistoryCommand() {}

    public static void main(String... arguments) {
        // Nothing that a library prints may come between the lines of a history
        System.setOut(System.err);
        System.exit(run(new Streams(System.in, new FileOutputStream(FileDescriptor.out)), arguments));
    }

    static int run(Streams streams, String... arguments) {
        return new CommandLine(new HistoryCommand(), new WithStreams(streams))
                .setOut(new PrintWriter(streams.out(), true, UTF_8))
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    line.getErr().println("mooring: " + Failure.message(failed));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
