package io.mooring.sandbox.storefront;

import io.mooring.sandbox.http.Html;
import io.mooring.sandbox.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame around every page of the storefront: one style sheet, no scripts but its own, forms to the engine allowed. */
final class Layout {

    private final String policy;

    Layout(URI engine) {
        this.policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; "
                + "frame-ancestors 'none'; form-action 'self' " + engine;
    }

    Response page(String title, Html content) {
        return page(title, Html.NOTHING, content);
    }

    Response page(String title, Html head, Html content) {
        var page = Html.of("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} · Marketplace sandbox</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/assets/storefront.css">
                {}
                </head>
                <body>
                <header class="bar"><nav aria-label="Sandbox">
                <strong><a href="/">Marketplace sandbox</a></strong>
                <a href="/mailbox">Mailbox</a>
                <a href="/ledger">Ledger</a>
                </nav></header>
                <main>
                {}
                </main>
                <footer class="soft">A simulated AWS Marketplace: nothing here costs anything or leaves this machine.</footer>
                </body>
                </html>
                """, title, head, content);
        return Response.html(200, page).with("Content-Security-Policy", policy).with("Referrer-Policy", "same-origin");
    }

    /** A file that lies beside this class. */
    static Response asset(String name, String type) {
        try (var file = Layout.class.getResourceAsStream(name)) {
            return Response.text(
                    200, type, new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
