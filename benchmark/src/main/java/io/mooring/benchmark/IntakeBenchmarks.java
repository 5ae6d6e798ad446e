package io.mooring.benchmark;

import io.mooring.sandbox.aws.NotificationStorm;
import io.mooring.sandbox.engine.Engine;
import io.mooring.sandbox.load.Malformed;
import io.mooring.sandbox.load.Weather;
import io.mooring.subscription.api.SubscriptionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many of AWS's messages the whole product takes a second, and how long one takes to show while there is no hurry. */
@Command(
        name = "intake",
        mixinStandardHelpOptions = true,
        description = "Measures the way of AWS's messages, in a whole product: one line per figure.")
public final class IntakeBenchmarks implements Callable<Integer> {

    private static final int CONSUMERS = 3;
    private static final String CONSUMER = "marketplaceQueueConsumer";
    private static final int PER_SECOND = 50;
    private static final int MALFORMED_OF = 25;
    private static final long SEED = 4711;
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    @Option(
            names = "--quick",
            description = "fewer messages, for a look within two minutes in a JVM that is not warm yet")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("mooring-bench");
        try (var weather = Weather.over(folder.resolve("data"), CONSUMERS)) {
            var messages = quick ? 2_000 : 10_000;
            var engine = weather.startEngine();
            var fresh = burst(weather, engine, storm(messages, 0), folder);
            print(List.of(Figure.of("messages taken by a JVM that has just started", fresh.perSecond(), "1/s")));
            // The JVM compiles what runs often while it runs, for some ten thousand messages; after that it is as fast
            // as it stays for weeks
            burst(weather, engine, storm(messages, 1), folder);
            print(burst(weather, engine, storm(messages, 2), folder).figures());
            var sound = quick ? 250 : 5_000;
            var alone = steady(weather, sound, List.of());
            print(figures(alone, ""));
            var malformed = Malformed.of(sound / MALFORMED_OF, SEED, Instant.now());
            var among = steady(weather, sound, malformed);
            print(figures(among, ", " + malformed.size() + " malformed among " + sound));
            print(List.of(
                    Figure.of("p99 among malformed ones, to that alone", ratio(among, alone), "x"),
                    Figure.atMost(
                            "malformed ones not put aside, or with another reason",
                            notPutAside(weather, malformed),
                            "",
                            0)));
        } finally {
            Benchmarks.delete(folder);
        }
        return 0;
    }

    private static NotificationStorm storm(int messages, int number) {
        return NotificationStorm.of(messages, SEED + number, anHourAgo());
    }

    /** All messages are on the queue before the first is taken: filling it takes the same two cores. */
    private static Burst burst(Weather weather, Engine engine, NotificationStorm storm, Path folder)
            throws SQLException, IOException {
        var before = weather.count("select count(*) from inbox");
        engine.let(CONSUMER, false);
        // The queue does not see that nobody waits for its answers any more, and would lose what it puts into them from
        // sight
        LockSupport.parkNanos(Weather.LONGEST_POLL.plusSeconds(1).toNanos());
        weather.release(storm);
        var used = ProcessorTime.used(folder);
        var began = System.nanoTime();
        engine.let(CONSUMER, true);
        var lag = weather.awaitEnd(storm, Duration.ofMinutes(10));
        var took = Duration.ofNanos(System.nanoTime() - began);
        var spent = ProcessorTime.used(folder).since(used);
        return new Burst(storm, took, spent, lag, weather.count("select count(*) from inbox") - before);
    }

    /**
     * How one went.
     *
     * @param took until the last message was taken and the views had caught up
     * @param lag of the views after the last message
     * @param effects how many messages had one
     */
    private record Burst(NotificationStorm storm, Duration took, ProcessorTime spent, Duration lag, long effects) {

        double perSecond() {
            return storm.notifications() * 1e9 / took.toNanos();
        }

        List<Figure> figures() {
            var deliveries = storm.deliveries().size();
            return List.of(
                    Figure.of("messages of " + deliveries + " deliveries", storm.notifications(), ""),
                    Figure.of(
                            "messages without an effect, or with two", (double) (storm.notifications() - effects), ""),
                    Figure.atLeast("messages taken, with views that have caught up", perSecond(), "1/s", 300),
                    Figure.of("deliveries taken", deliveries * 1e9 / took.toNanos(), "1/s"),
                    perMessage("product", spent.rest()),
                    perMessage("compiler of the JVM", spent.compiler()),
                    perMessage("PostgreSQL", spent.database()),
                    perMessage("queue server", spent.queue()),
                    Figure.atMost("views have caught up after the last message within", lag.toMillis() / 1e3, "s", 2));
        }

        private Figure perMessage(String part, Duration time) {
            return Figure.of("processor time per message, " + part, time.toNanos() / 1e6 / storm.notifications(), "ms");
        }
    }

    /** One purchase after another is confirmed, at a pace far below what can be taken; malformed messages are spread among the confirmations. */
    private static Sample steady(Weather weather, int count, List<Malformed> malformed) throws SQLException {
        var sentAt = new HashMap<SubscriptionId, Long>();
        var millis = new ArrayList<Double>();
        var began = System.nanoTime();
        var number = 0;
        for (var confirmation : NotificationStorm.confirmations(count, SEED, Instant.now())) {
            if (number % MALFORMED_OF == 0 && number / MALFORMED_OF < malformed.size()) {
                weather.send(malformed.get(number / MALFORMED_OF).body());
            }
            sentAt.put(confirmation.subscriptionId(), System.nanoTime());
            weather.send(confirmation.body());
            number++;
            var next = began + number * 1_000_000_000L / PER_SECOND;
            do {
                note(weather, sentAt, millis);
                LockSupport.parkNanos(Math.min(LOOK_EVERY_NANOS, Math.max(0, next - System.nanoTime())));
            } while (System.nanoTime() < next);
        }
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!sentAt.isEmpty() && System.nanoTime() < deadline) {
            note(weather, sentAt, millis);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        if (!sentAt.isEmpty()) {
            throw new IllegalStateException(sentAt.size() + " confirmations were never seen");
        }
        return new Sample(millis);
    }

    private static List<Figure> figures(Sample sample, String where) {
        return List.of(
                Figure.of("queue to status at " + PER_SECOND + "/s" + where + ", p50", sample.median(), "ms"),
                Figure.atMost(
                        "queue to status at " + PER_SECOND + "/s" + where + ", p99 of " + sample.size(),
                        sample.percentile(99),
                        "ms",
                        1_000));
    }

    private static double ratio(Sample one, Sample other) {
        return one.percentile(99) / other.percentile(99);
    }

    /** By how many messages the reasons of the quarantine differ from those that were due; the last malformed message was taken before the last sound one. */
    private static double notPutAside(Weather weather, List<Malformed> malformed) throws SQLException {
        var found = weather.quarantine();
        var due = Malformed.reasons(malformed.stream());
        var reasons = new TreeSet<>(due.keySet());
        reasons.addAll(found.keySet());
        return reasons.stream()
                .mapToLong(reason -> Math.abs(due.getOrDefault(reason, 0L) - found.getOrDefault(reason, 0L)))
                .sum();
    }

    private static void note(Weather weather, Map<SubscriptionId, Long> sentAt, List<Double> millis)
            throws SQLException {
        if (sentAt.isEmpty()) {
            return;
        }
        for (var seen : weather.confirmed(sentAt.keySet())) {
            var at = sentAt.remove(seen);
            if (at != null) {
                millis.add((System.nanoTime() - at) / 1e6);
            }
        }
    }

    private static Instant anHourAgo() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    private void print(List<Figure> figures) {
        var out = spec.commandLine().getOut();
        figures.forEach(out::println);
        out.flush();
    }
}
