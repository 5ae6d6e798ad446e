package io.mooring.sandbox.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A map that is on the disk before {@link #put} returns. The file is a journal of JSON lines, the last line of a key
 * wins; a line that a sudden end tore apart is dropped, and the journal is rewritten in short when it is opened.
 *
 * @param <V> a record that Jackson can write and read
 */
public final class DurableMap<V> implements AutoCloseable {

    private record Line(String key, @Nullable String value) {}

    private static final Logger LOG = LoggerFactory.getLogger(DurableMap.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, V> values = new LinkedHashMap<>();
    private final Class<V> type;
    private final FileChannel journal;

    private DurableMap(Path file, Class<V> type) throws IOException {
        this.type = type;
        if (Files.exists(file)) {
            read(file);
        }
        var shortened = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                shortened, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var entry : values.entrySet()) {
                write(channel, line(entry.getKey(), entry.getValue()));
            }
            channel.force(true);
        }
        Files.move(shortened, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        journal = FileChannel.open(file, StandardOpenOption.APPEND);
    }

    /** Opens the map that {@code file} keeps, or a new one. */
    public static <V> DurableMap<V> open(Path file, Class<V> type) {
        try {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new DurableMap<>(file, type);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot open " + file, failed);
        }
    }

    public synchronized Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** All values, oldest key first. */
    public synchronized List<V> values() {
        return new ArrayList<>(values.values());
    }

    public synchronized List<String> keys() {
        return new ArrayList<>(values.keySet());
    }

    public synchronized int size() {
        return values.size();
    }

    public synchronized void put(String key, V value) {
        append(line(key, value));
        values.put(key, value);
    }

    public synchronized void remove(String key) {
        if (values.containsKey(key)) {
            append(line(key, null));
            values.remove(key);
        }
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void append(byte[] line) {
        try {
            write(journal, line);
            journal.force(false);
        } catch (IOException failed) {
            throw new UncheckedIOException("The sandbox cannot keep its state", failed);
        }
    }

    private byte[] line(String key, @Nullable V value) {
        var text = json.writeValueAsString(new Line(key, value == null ? null : json.writeValueAsString(value)));
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, byte[] line) throws IOException {
        var buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void read(Path file) throws IOException {
        for (var text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!text.isBlank()) {
                read(text);
            }
        }
    }

    private void read(String text) {
        try {
            var line = json.readValue(text, Line.class);
            if (line.value() == null) {
                values.remove(line.key());
            } else {
                values.put(line.key(), json.readValue(line.value(), type));
            }
        } catch (JacksonException torn) {
            LOG.info("A line was torn by the end of the JVM, so nobody was told that it was kept", torn);
        }
    }
}
