package io.mooring.sandbox.storefront;

import io.mooring.sandbox.aws.Entitlements;
import io.mooring.sandbox.aws.Faults;
import io.mooring.sandbox.aws.Ledger;
import io.mooring.sandbox.aws.Purchase;
import io.mooring.sandbox.aws.Purchases;
import io.mooring.sandbox.aws.RegistrationTokens;
import io.mooring.sandbox.aws.SandboxClock;
import io.mooring.sandbox.http.LocalServer;
import io.mooring.sandbox.http.Refused;
import io.mooring.sandbox.http.Request;
import io.mooring.sandbox.http.Response;
import io.mooring.sandbox.http.Routes;
import io.mooring.sandbox.mailbox.Mailbox;
import io.mooring.sandbox.queue.SandboxQueue;
import java.net.URI;

/** The web site of the sandbox: the marketplace a buyer sees, the mailbox, and a JSON API that does the same. */
public final class Storefront implements AutoCloseable {

    /**
     * What the pages show and change.
     *
     * @param engine origin of the engine, for example {@code http://localhost:8080}: another site than the storefront's
     */
    public record Backstage(
            URI engine,
            Purchases purchases,
            RegistrationTokens tokens,
            Entitlements entitlements,
            SandboxQueue queue,
            Mailbox mailbox,
            Ledger ledger,
            Faults faults,
            SandboxClock clock,
            EngineRoom engineRoom) {

        URI landing(Purchase purchase) {
            return engine.resolve("/landing/" + purchase.product().id());
        }
    }

    private final LocalServer server;

    private Storefront(LocalServer server) {
        this.server = server;
    }

    /** Starts the site; port 0 takes a free one. */
    public static Storefront start(int port, Backstage backstage) {
        var layout = new Layout(backstage.engine());
        var routes = new Routes()
                .get("/assets/storefront.css", any -> Layout.asset("storefront.css", "text/css; charset=utf-8"))
                .get("/assets/go.js", any -> Layout.asset("go.js", "text/javascript; charset=utf-8"));
        new MarketplacePages(backstage, layout).addTo(routes);
        new Switches(backstage).addTo(routes);
        new MailboxPages(backstage.mailbox(), layout).addTo(routes);
        new PurchasesApi(backstage).addTo(routes);
        new SimulatorApi(backstage).addTo(routes);
        new EngineApi(backstage.engineRoom()).addTo(routes);
        new RedriveApi(backstage.queue()).addTo(routes);
        return new Storefront(LocalServer.start(port, routes));
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Only a page of this site may press its buttons. */
    static Response fromHere(Request request, Routes.Handler handler) {
        if (request.header("sec-fetch-site").orElse("same-origin").equals("cross-site")) {
            throw new Refused(403, "Another site may not press these buttons");
        }
        return handler.handle(request);
    }
}
