package io.mooring.audit.web;

import io.mooring.eventstore.transfer.AxonTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import picocli.CommandLine.Option;

/** Which table of Axon's, and what its classes are called here. */
final class AxonOptions {

    @Option(
            names = "--table",
            paramLabel = "NAME",
            defaultValue = "domain_event_entry",
            description = "Axon's table (${DEFAULT-VALUE}; its JDBC engine calls it DomainEventEntry)")
    private String table = "domain_event_entry";

    @Option(
            names = "--types",
            required = true,
            paramLabel = "FILE",
            description = "a properties file: a line class.of.the.Event=logical.Name for each type")
    private Path types = Path.of("");

    AxonTables tables(DataSource dataSource) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(types)) {
            properties.load(reader);
        }
        return AxonTables.in(
                dataSource,
                table,
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }
}
