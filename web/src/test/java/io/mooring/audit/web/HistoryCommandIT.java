package io.mooring.audit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.testsupport.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class HistoryCommandIT {

    @TempDir
    Path folder;

    private final String source = store();
    private final String target = store();
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private record Ended(int code, String data) {}

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(messages, true, UTF_8));
        JdbcClient.create(new DriverManagerDataSource(source)).sql("""
                        insert into domain_event (event_id, aggregate_id, sequence_number, occurred_at, event_type, revision, payload, metadata)
                        values ('e-1', 'w-1', 0, '2026-11-02T10:00:00Z', 'workspace.WorkspaceBound', '1', '{}', '{"traceId": "t-1"}'),
                               ('e-2', 'w-1', 1, '2026-11-03T10:00:00Z', 'workspace.WorkspaceReleased', '1', '{}', '{}')
                        """).update();
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    private static String store() {
        var url = TestPostgres.freshInstallation().url() + "?user=" + TestPostgres.Installation.OWNER;
        Flyway.configure()
                .dataSource(new DriverManagerDataSource(url))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return url;
    }

    private static Ended mooring(String input, String... arguments) {
        var data = new ByteArrayOutputStream();
        var code = HistoryCommand.run(new Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), data), arguments);
        return new Ended(code, data.toString(UTF_8));
    }

    private String messages() {
        return messages.toString(UTF_8);
    }

    @Test
    void what_one_store_exports_another_imports() {
        var exported = mooring("", "export", "--url", source);

        assertThat(exported.code()).isZero();
        assertThat(exported.data().lines()).hasSize(4);
        assertThat(messages()).startsWith("Exported 2 events, positions 1 to 2, SHA-256 ");
        var imported = mooring(exported.data(), "import", "--url", target);
        assertThat(imported).isEqualTo(new Ended(0, ""));
        assertThat(messages()).contains("Wrote 2 of 2 events");
        assertThat(mooring("", "export", "--url", target).data()).isEqualTo(exported.data());
        assertThat(mooring(exported.data(), "import", "--continue", "--url", target)
                        .code())
                .isZero();
        assertThat(messages()).contains("Wrote 0 of 2 events");
    }

    @Test
    void a_file_has_its_name_when_it_is_whole() throws IOException {
        var file = folder.resolve("history.jsonl");

        assertThat(mooring("", "export", "--url", source, "--type", "workspace.WorkspaceBound", "-o", file.toString()))
                .isEqualTo(new Ended(0, ""));
        assertThat(Files.readString(file)).contains("\"e-1\"").doesNotContain("\"e-2\"");
        assertThat(mooring("", "import", file.toString(), "--url", target).code())
                .isZero();

        JdbcClient.create(new DriverManagerDataSource(source))
                .sql("alter table domain_event rename column payload to body")
                .update();
        assertThat(mooring(
                                "",
                                "export",
                                "--url",
                                source,
                                "-o",
                                folder.resolve("third.jsonl").toString())
                        .code())
                .isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining("glob:**third*");
    }

    @Test
    void a_refusal_is_one_line_and_code_1() {
        assertThat(mooring("no history\n", "import", "--url", target)).isEqualTo(new Ended(1, ""));
        assertThat(messages()).isEqualTo("mooring: Line 1: the header is missing: this is no history file\n");
    }

    @Test
    void a_type_that_is_not_an_event_of_the_product_is_refused() {
        var file = mooring("", "export", "--url", source).data().replace("WorkspaceBound", "WorkspaceSunk");

        assertThat(mooring(file, "import", "--url", target).code()).isEqualTo(1);
        assertThat(messages()).contains("mooring: Line 2: nobody knows the type 'workspace.WorkspaceSunk'");
    }

    @Test
    void what_is_asked_for_wrongly_is_code_2() {
        assertThat(mooring("").code()).isEqualTo(2);
        assertThat(mooring("", "export").code()).isEqualTo(2);
        assertThat(mooring("", "export", "--url", source, "--from", "yesterday").code())
                .isEqualTo(2);
        assertThat(messages()).contains("Missing required option: '--url=URL'", "'--from'");
    }

    @Test
    void help_that_was_asked_for_is_data() {
        var help = mooring("", "export", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.data()).startsWith("Usage: mooring history export");
    }

    @Test
    void progress_is_for_those_who_ask_and_never_among_the_data() {
        var quiet = mooring("", "export", "--url", source);
        assertThat(messages()).doesNotContain("\r");

        assertThat(mooring("", "export", "--progress", "--url", source)).isEqualTo(quiet);
    }

    @Test
    void a_table_of_axons_is_filled_and_read() throws IOException {
        JdbcClient.create(new DriverManagerDataSource(target)).sql("""
                        create table domain_event_entry (global_index bigint primary key, event_identifier text not null, meta_data bytea,
                            payload bytea not null, payload_revision text, payload_type text not null, time_stamp text not null,
                            aggregate_identifier text not null, sequence_number bigint not null, type text)
                        """).update();
        var types = Files.writeString(
                folder.resolve("types.properties"),
                "com.acme.Bound=workspace.WorkspaceBound\ncom.acme.Released=workspace.WorkspaceReleased\n");
        var file = mooring("", "export", "--url", source).data();

        assertThat(mooring(file, "to-axon", "--url", target, "--types", types.toString())
                        .code())
                .isZero();
        var back = mooring("", "from-axon", "--url", target, "--types", types.toString());

        assertThat(back)
                .isEqualTo(new Ended(0, file.replaceFirst("\"correlationId\":null", "\"correlationId\":\"t-1\"")));
        assertThat(mooring(back.data(), "import", "--url", target).code()).isZero();
    }
}
