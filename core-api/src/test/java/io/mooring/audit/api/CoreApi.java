package io.mooring.audit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every class of this module, so that tests forget none. */
final class CoreApi {

    private static final Path CLASSES = classes();

    private CoreApi() {}

    static List<Class<?>> all() {
        try (var files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .<Class<?>>map(CoreApi::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sealed families of events. */
    static List<Class<?>> families() {
        return all().stream()
                .filter(type -> type.isSealed() && type.getSimpleName().endsWith("Event"))
                .toList();
    }

    static Stream<Class<?>> events() {
        return families().stream().map(Class::getPermittedSubclasses).flatMap(Stream::of);
    }

    /** {@code billing} of {@code io.mooring.billing.api}. */
    static String capability(Class<?> type) {
        var name = type.getPackageName();
        return name.substring("io.mooring.".length(), name.length() - ".api".length());
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path classes() {
        try {
            return Path.of(Actor.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
