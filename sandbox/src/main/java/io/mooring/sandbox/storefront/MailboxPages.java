package io.mooring.sandbox.storefront;

import io.mooring.sandbox.http.Html;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.mailbox.Mail;
import io.mooring.sandbox.mailbox.Mailbox;
import java.util.Map;

/**
 * Shows the mails that arrived, and lets tests read them and take the mail server away.
 *
 * <ul>
 *   <li>{@code GET /api/mails?to=…} → {@code {items:[{id, receivedAt, from, to, subject, text, html, headers}]}}, newest first
 *   <li>{@code GET /api/mails/{id}} → one mail; {@code DELETE /api/mails} → 204, all mails are gone
 *   <li>{@code POST /api/mail/down}, {@code POST /api/mail/up} → 204; {@code GET /api/mail} → {@code {up, smtpPort}}
 * </ul>
 */
final class MailboxPages {

    private static final int SHOWN = 50;

    private final Mailbox mailbox;
    private final Layout layout;

    MailboxPages(Mailbox mailbox, Layout layout) {
        this.mailbox = mailbox;
        this.layout = layout;
    }

    void addTo(Routes routes) {
        routes.get("/mailbox", this::page)
                .get("/api/mails", this::list)
                .get("/api/mails/{id}", this::one)
                .delete(
                        "/api/mails",
                        request -> Storefront.fromHere(request, any -> {
                            mailbox.clear();
                            return Response.noContent();
                        }))
                .get(
                        "/api/mail",
                        any -> Response.json(200, Map.of("up", mailbox.isUp(), "smtpPort", mailbox.smtpPort())))
                .post(
                        "/api/mail/down",
                        request -> Storefront.fromHere(request, any -> {
                            mailbox.down();
                            return Response.noContent();
                        }))
                .post(
                        "/api/mail/up",
                        request -> Storefront.fromHere(request, any -> {
                            mailbox.up();
                            return Response.noContent();
                        }));
    }

    private Response page(Request request) {
        var mails = request.query("to").map(mailbox::to).orElseGet(mailbox::all);
        var content = Html.of(
                "<h1>Mailbox</h1><p class=\"soft\">{} · newest first · this page reloads itself every 3 seconds.</p>{}{}",
                mails.size() == 1 ? "1 mail" : mails.size() + " mails",
                mailbox.isUp() ? Html.NOTHING : Html.of("<p class=\"card\">The mail server is down.</p>"),
                mails.stream().limit(SHOWN).map(MailboxPages::card).collect(Html.joined()));
        return layout.page("Mailbox", Html.of("<meta http-equiv=\"refresh\" content=\"3\">"), content);
    }

    private static Html card(Mail mail) {
        return Html.of("""
                <article class="card"><h2>{}</h2>
                <dl><dt>To</dt><dd>{}</dd><dt>From</dt><dd>{}</dd><dt>Received</dt><dd><time datetime="{}">{}</time></dd></dl>
                <pre>{}</pre></article>
                """, mail.subject(), mail.to(), mail.from(), mail.receivedAt(), mail.receivedAt(), mail.text());
    }

    private Response list(Request request) {
        return Response.json(
                200, Map.of("items", request.query("to").map(mailbox::to).orElseGet(mailbox::all)));
    }

    private Response one(Request request) {
        return Response.json(
                200, mailbox.find(request.path("id")).orElseThrow(() -> new Refused(404, "There is no such mail")));
    }
}
