package io.mooring.sandbox.durable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder in which one sandbox keeps everything; while it runs, no second one gets in. */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "sandbox.lock";
    private static final String SETTINGS = "settings.jsonl";

    private record Setting(String value) {}

    private final Path path;
    private final FileChannel lock;
    private DurableMap<Setting> settings;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.settings = DurableMap.open(path.resolve(SETTINGS), Setting.class);
    }

    /**
     * Takes the folder, making it first if there is none.
     *
     * @throws FolderInUse if another sandbox has it
     */
    public static DataFolder open(Path path) {
        try {
            var folder =
                    Files.createDirectories(path.toAbsolutePath().normalize()).toRealPath();
            var channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new FolderInUse(folder);
            }
            return new DataFolder(folder, channel);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot use the data folder " + path + ": " + failed.getMessage(), failed);
        }
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The value remembered under this name, or the offered one, which is remembered from now on. */
    public String remembered(String name, Supplier<String> first) {
        return remembered(name).orElseGet(() -> remember(name, first.get()));
    }

    public Optional<String> remembered(String name) {
        return settings.get(name).map(Setting::value);
    }

    public String remember(String name, String value) {
        settings.put(name, new Setting(value));
        return value;
    }

    /** Removes everything that the folder keeps, except the lock, so that nobody slips in meanwhile. */
    public void empty() {
        settings.close();
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.endsWith(LOCK)) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                        throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    if (!folder.equals(path)) {
                        Files.delete(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot empty " + path, failed);
        }
        settings = DurableMap.open(path.resolve(SETTINGS), Setting.class);
    }

    @Override
    public void close() {
        settings.close();
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisJvm) {
            return false;
        }
    }
}
