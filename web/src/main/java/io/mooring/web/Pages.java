package io.mooring.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The wizard, the Console and the Billing Center are one page with its own history; this serves it at every address of theirs, and its files. */
@RestController
final class Pages {

    /** A file whose name carries its version never changes. */
    private static final Pattern VERSIONED = Pattern.compile(".*[-@.]\\d+\\.\\d+\\.\\d+[-.].*");

    private final StaticFiles files;

    Pages(StaticFiles files) {
        this.files = files;
    }

    @GetMapping({"/", "/activation/**", "/console/**", "/billing-center/**"})
    ResponseEntity<byte[]> index() {
        return files.find(StaticFiles.INDEX)
                .map(file -> ResponseEntity.ok().contentType(file.type()).body(file.content()))
                .orElseThrow(Fault.NOT_FOUND::problem);
    }

    @GetMapping("/assets/{*path}")
    ResponseEntity<byte[]> asset(@PathVariable String path, ServerWebExchange exchange) {
        return file(path.substring(1), exchange);
    }

    @GetMapping("/pages.css")
    ResponseEntity<byte[]> styleOfPlainPages(ServerWebExchange exchange) {
        return file("pages.css", exchange);
    }

    private ResponseEntity<byte[]> file(String path, ServerWebExchange exchange) {
        var file = files.find(path)
                .filter(found -> !path.equals(StaticFiles.INDEX))
                .orElseThrow(Fault.NOT_FOUND::problem);
        var caching = VERSIONED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
        var response = ResponseEntity.status(exchange.checkNotModified(file.etag()) ? 304 : 200)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .eTag(file.etag());
        return exchange.isNotModified()
                ? response.build()
                : response.contentType(file.type()).body(file.content());
    }
}
