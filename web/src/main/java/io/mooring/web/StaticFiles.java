package io.mooring.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/** The front end, read once into memory: small, never blocking, each file with an ETag of its content. */
@Component
final class StaticFiles {

    static final String INDEX = "index.html";

    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    /** Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record StaticFile(byte[] content, MediaType type, String etag) {}

    private final Map<String, StaticFile> files;

    StaticFiles() {
        this.files = read();
    }

    Optional<StaticFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** CSP sources for the scripts that stand in {@code index.html} itself: its import map. */
    List<String> inlineScriptHashes() {
        var hashes = new ArrayList<String>();
        find(INDEX).ifPresent(index -> {
            var scripts = INLINE_SCRIPT.matcher(new String(index.content(), StandardCharsets.UTF_8));
            while (scripts.find()) {
                var hash = sha256(scripts.group(1).getBytes(StandardCharsets.UTF_8));
                hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
            }
        });
        return List.copyOf(hashes);
    }

    private static Map<String, StaticFile> read() {
        var found = new HashMap<String, StaticFile>();
        try {
            for (var root : List.of("/static/", "/pages/")) {
                for (var resource :
                        new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "**")) {
                    var address = resource.getURL().toString();
                    if (resource.isReadable() && !address.endsWith("/")) {
                        var path = address.substring(address.lastIndexOf(root) + root.length());
                        found.putIfAbsent(path, file(path, resource.getContentAsByteArray()));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException("The front end cannot be read", unreadable);
        }
        return Map.copyOf(found);
    }

    private static StaticFile file(String path, byte[] content) {
        var type = path.endsWith(".mjs")
                ? new MediaType("text", "javascript")
                : MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        var text = type.getType().equals("text") || type.equals(MediaType.APPLICATION_JSON);
        var etag = "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)) + "\"";
        return new StaticFile(content, text ? new MediaType(type, StandardCharsets.UTF_8) : type, etag);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
