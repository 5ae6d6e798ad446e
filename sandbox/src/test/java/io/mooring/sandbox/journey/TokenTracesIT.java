package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.journey.TalkativeAws.Manner;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A registration token is in no answer, table, log, file or exported history, whatever AWS says to it and in whatever words. */
class TokenTracesIT {

    private static final String OWNER = "mooring";

    private static final Path FOLDER = Product.folder();
    private static final Path DATA = FOLDER.resolve("data");
    private static final List<String> TOKENS = new ArrayList<>();
    private static final List<Answer> ANSWERS = new ArrayList<>();

    private static TalkativeAws aws;
    private static SandboxProcess product;
    private static Traces traces;

    @BeforeAll
    static void land() throws IOException {
        aws = new TalkativeAws();
        var arguments = new ArrayList<>(SandboxProcess.FOR_SCENARIOS);
        arguments.add("-D" + BorrowedAws.METERING + "=" + aws.address());
        product = SandboxProcess.start(BorrowedAws.class, DATA, Ports.free(), arguments)
                .awaitReady();
        for (var manner : Manner.values()) {
            var token = token(manner);
            var buyer = Product.buyerOf(product);
            ANSWERS.add(buyer.arrive(token, Buyer.LISTING));
            ANSWERS.add(buyer.arrive(token, Buyer.LISTING));
            ANSWERS.add(Product.buyerOf(product).arrive(token, Buyer.LISTING));
            ANSWERS.add(buyer.browser().get("/activation"));
            ANSWERS.add(buyer.browser().get("/api/activation"));
        }
        ANSWERS.add(Product.buyerOf(product).arrive(token(Manner.VALID), "no-such-listing"));
        ANSWERS.add(Product.buyerOf(product).arrive(token(Manner.VALID) + " with a blank", Buyer.LISTING));
        ANSWERS.add(Product.buyerOf(product).arrive(token(Manner.VALID).repeat(80), Buyer.LISTING));
        ANSWERS.add(Product.buyerOf(product).arrive(token(Manner.VALID).repeat(1_000), Buyer.LISTING));
        traces = new Traces(TOKENS);
    }

    private static String token(Manner manner) {
        var token = aws.token(manner);
        TOKENS.add(token);
        return token;
    }

    @AfterAll
    static void end() {
        product.close();
        aws.close();
    }

    @Test
    void every_way_to_land_was_taken() {
        assertThat(ANSWERS.stream().map(Answer::status)).contains(303, 400, 401, 404, 410, 413, 503);
    }

    @Test
    void in_no_answer_neither_its_headers_nor_its_page() {
        assertThat(ANSWERS)
                .allSatisfy(answer -> assertThat(traces.in(answer.headers().map() + "\n" + answer.text()))
                        .isEmpty());
    }

    @Test
    void in_no_table() throws SQLException {
        try (var database = database()) {
            assertThat(tables(database)).hasSizeGreaterThan(20);
            assertThat(tracesInTables(database)).isEmpty();
        }
    }

    @Test
    void in_no_log_and_no_file_but_its_own_at_aws() throws IOException {
        assertThat(Files.size(FOLDER.resolve("data.log"))).isPositive();
        assertThat(Files.exists(product.log())).isTrue();
        assertThat(tracesInFiles()).isEmpty();
    }

    @Test
    void in_no_exported_history() throws IOException, InterruptedException {
        var file = FOLDER.resolve("history.jsonl");
        var export = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.mooring.audit.web.HistoryCommand",
                        "export",
                        "--url",
                        url(),
                        "--user",
                        OWNER,
                        "-o",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("export.log").toFile());
        export.environment().put("MOORING_DB_PASSWORD", OWNER);

        assertThat(export.start().waitFor()).as("see export.log").isZero();

        var history = Files.readString(file);
        assertThat(history).contains("borrowed-customer");
        assertThat(traces.in(history)).isEmpty();
    }

    /** What finds nothing proves nothing before it has found something. */
    @Test
    void what_is_planted_is_found() throws IOException, SQLException {
        var token = aws.token(Manner.INVALID);
        var planted = new Traces(List.of(token));
        var encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        var base64 = Base64.getEncoder().encodeToString(("user:" + token).getBytes(StandardCharsets.UTF_8));
        var file = Files.writeString(
                FOLDER.resolve("planted.txt"), "GET /?t=" + encoded + "\n", StandardOpenOption.CREATE_NEW);
        try (var database = database()) {
            database.setAutoCommit(false);
            try (var insert = database.prepareStatement(
                    "insert into landing_token"
                            + " (token_hash, subscription_id, first_seen_at) values (convert_to(?, 'UTF8'), 'planted', now())")) {
                insert.setString(1, token.substring(50, 120));
                insert.executeUpdate();
            }

            assertThat(in(database, "public", "landing_token", planted)).isNotEmpty();
            database.rollback();
        } finally {
            assertThat(planted.in(Files.readString(file))).isNotEmpty();
            Files.delete(file);
        }
        assertThat(planted.in("Set-Cookie: a=" + base64)).isNotEmpty();
        assertThat(planted.in("nothing of it")).isEmpty();
    }

    private static String url() throws IOException {
        var port = Files.readAllLines(DATA.resolve("postgres").resolve("postmaster.pid"))
                .get(3);
        return "jdbc:postgresql://127.0.0.1:" + port + "/mooring";
    }

    private static Connection database() throws SQLException {
        try {
            return DriverManager.getConnection(url(), OWNER, OWNER);
        } catch (IOException unreadable) {
            throw new SQLException(unreadable);
        }
    }

    private record Table(String schema, String name) {}

    private static List<Table> tables(Connection database) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select table_schema, table_name from information_schema.tables"
                                + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")) {
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2)));
            }
        }
        return tables;
    }

    private static List<String> tracesInTables(Connection database) throws SQLException {
        var found = new ArrayList<String>();
        for (var table : tables(database)) {
            for (var form : in(database, table.schema(), table.name(), traces)) {
                found.add(table + ": " + form);
            }
        }
        return found;
    }

    /** Bytes come as hexadecimal digits in the text of a row. */
    private static List<String> in(Connection database, String schema, String table, Traces wanted)
            throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select t::text from \"" + schema + "\".\"" + table + "\" as t")) {
            while (rows.next()) {
                found.addAll(wanted.in(rows.getString(1)));
            }
        }
        return found;
    }

    /** The database's own files among them: what a table no longer has may still be there. */
    private static List<String> tracesInFiles() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            var found = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("tokens.jsonl"))
                    .toList()) {
                // A byte is a character, and nothing is refused
                for (var form : traces.in(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                    found.add(file + ": " + form);
                }
            }
            return found;
        }
    }
}
