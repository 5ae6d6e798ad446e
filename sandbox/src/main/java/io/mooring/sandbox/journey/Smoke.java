package io.mooring.sandbox.journey;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drives one complete activation against a running engine and prints each step with its time; exit code 0 only if the workspace is bound. */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description = "Drives one complete activation against a running engine.")
public final class Smoke implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = "http://localhost:8080",
            description = "the engine (${DEFAULT-VALUE})")
    private URI engine = URI.create("http://localhost:8080");

    @Option(
            names = "--storefront",
            defaultValue = "http://127.0.0.1:8090",
            description = "the sandbox's AWS and mailboxes (${DEFAULT-VALUE})")
    private URI storefront = URI.create("http://127.0.0.1:8090");

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Smoke()).execute(arguments));
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var started = System.nanoTime();
        try {
            run(out);
        } catch (JourneyFailed failed) {
            out.println("FAILED  " + failed.getMessage());
            out.flush();
            return 1;
        }
        out.printf("bound   in %.2f s%n", (System.nanoTime() - started) / 1e9);
        out.flush();
        return 0;
    }

    private void run(PrintWriter out) {
        var http = Browser.client();
        var aws = new Marketplace(http, storefront);
        var buyer = new Buyer(http, engine, aws);
        var newcomer = Newcomer.random();
        var purchase = timed(out, "subscribe on AWS", () -> aws.subscribe("AFTER"));
        timed(
                out,
                "land with the token",
                () -> buyer.land(purchase.path("customerIdentifier").asString()));
        timed(
                out,
                "AWS's confirmation shows",
                () -> buyer.await("confirmed", Buyer.satisfied("CONFIRMED_SUBSCRIPTION")));
        var proof = timed(
                out,
                "prove the mailbox by its code",
                () -> buyer.prove(
                        newcomer.mailbox(), java.util.Map.of("purpose", "REGISTER", "email", newcomer.mailbox())));
        timed(out, "activate", () -> buyer.register(newcomer, proof).expecting(201));
        timed(out, "the workspace is bound", () -> buyer.await("completed", Buyer.status("COMPLETED")));
        timed(
                out,
                "sign in to the console",
                () -> buyer.signIn("console", newcomer.userName(), newcomer.password())
                        .expecting(201));
        timed(out, "see the workspace there", () -> seeWorkspace(buyer, newcomer));
    }

    private static Answer seeWorkspace(Buyer buyer, Newcomer newcomer) {
        var answer = buyer.browser().get("/api/console/workspaces").expecting(200);
        for (var workspace : answer.body().path("items")) {
            if (workspace.path("name").asString().equals(newcomer.workspace())) {
                return answer;
            }
        }
        throw new JourneyFailed("The console does not show the workspace " + newcomer.workspace());
    }

    private static <T> T timed(PrintWriter out, String step, Supplier<T> work) {
        var started = System.nanoTime();
        var result = work.get();
        out.printf("%6.0f ms  %s%n", (System.nanoTime() - started) / 1e6, step);
        out.flush();
        return result;
    }
}
