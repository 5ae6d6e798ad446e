package io.mooring.audit.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Option;

/** Which database; the password never is an argument, which others on the machine can read. */
final class DatabaseOptions {

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "the database: jdbc:postgresql://host:5432/name")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "who asks it; without this, as the URL says")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "a file whose first line is the password; without this the environment variable MOORING_DB_PASSWORD is taken")
    private @Nullable Path passwordFile;

    DataSource dataSource() throws IOException {
        var dataSource = new DriverManagerDataSource(url);
        if (user != null) {
            dataSource.setUsername(user);
        }
        var password = password();
        if (password != null) {
            dataSource.setPassword(password);
        }
        return dataSource;
    }

    private @Nullable String password() throws IOException {
        if (passwordFile == null) {
            return System.getenv("MOORING_DB_PASSWORD");
        }
        try (var lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("");
        }
    }
}
