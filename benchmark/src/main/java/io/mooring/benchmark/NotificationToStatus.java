package io.mooring.benchmark;

import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.Buyer;
import io.mooring.sandbox.journey.Marketplace;
import io.mooring.sandbox.journey.SandboxProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** From AWS putting its notification on the queue until the buyer's open page shows it: queue, inbox, aggregate, saga, view, server-sent event. */
final class NotificationToStatus {

    private final int notifications;

    NotificationToStatus(int notifications) {
        this.notifications = notifications;
    }

    List<Figure> measure(SandboxProcess product) throws Exception {
        var http = Browser.client();
        var aws = new Marketplace(http, product.storefront());
        var millis = new ArrayList<Double>();
        try (var watching = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < notifications + notifications / 10; i++) {
                var measured = once(new Buyer(http, product.engine(), aws), aws, watching);
                if (i >= notifications / 10) {
                    millis.add(measured);
                }
            }
        }
        var sample = new Sample(millis);
        return List.of(
                Figure.of("notification to visible status, p50", sample.median(), "ms"),
                Figure.atMost(
                        "notification to visible status, p99 of " + sample.size(), sample.percentile(99), "ms", 300));
    }

    private static double once(Buyer buyer, Marketplace aws, java.util.concurrent.Executor watching) throws Exception {
        var customer = aws.subscribe("MANUAL").path("customerIdentifier").asString();
        buyer.land(customer);
        var open = new CountDownLatch(1);
        var seen = CompletableFuture.supplyAsync(
                () -> {
                    buyer.await("confirmed", view -> {
                        open.countDown();
                        return Buyer.satisfied("CONFIRMED_SUBSCRIPTION").test(view);
                    });
                    return System.nanoTime();
                },
                watching);
        if (!open.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The page did not open");
        }
        var sent = System.nanoTime();
        aws.say(customer, "subscribe-success", 1);
        return (seen.get(20, TimeUnit.SECONDS) - sent) / 1e6;
    }
}
