package io.mooring.sandbox;

import io.mooring.audit.api.Commands;
import io.mooring.privacy.api.ServerKey;
import io.mooring.sandbox.aws.Announcement;
import io.mooring.sandbox.aws.AwsServices;
import io.mooring.sandbox.aws.Entitlements;
import io.mooring.sandbox.aws.Faults;
import io.mooring.sandbox.aws.Ledger;
import io.mooring.sandbox.aws.Order;
import io.mooring.sandbox.aws.Purchase;
import io.mooring.sandbox.aws.Purchases;
import io.mooring.sandbox.aws.RegistrationTokens;
import io.mooring.sandbox.aws.SandboxClock;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.durable.DataFolder;
import io.mooring.sandbox.durable.DurableMap;
import io.mooring.sandbox.engine.Engine;
import io.mooring.sandbox.mailbox.Mailbox;
import io.mooring.sandbox.postgres.SandboxPostgres;
import io.mooring.sandbox.queue.SandboxQueue;
import io.mooring.sandbox.seed.Seed;
import io.mooring.sandbox.storefront.EngineRoom;
import io.mooring.sandbox.storefront.Storefront;
import io.mooring.subscription.api.Feed;
import io.mooring.verification.api.VerificationCodes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything outside Mooring, started together and stopped in the opposite order, and the addresses of the parts. */
public final class RunningSandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningSandbox.class);

    private static final String SEEDED = "seeded";
    private static final String AHEAD = "clock-ahead";

    private final Deque<AutoCloseable> stops = new ArrayDeque<>();
    private final SandboxClock clock;
    private final Ports ports;
    private final DataFolder folder;
    private final SandboxPostgres postgres;
    private final SandboxQueue queue;
    private final Mailbox mailbox;
    private final Purchases purchases;
    private final AwsServices aws;
    private final Storefront storefront;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private volatile @Nullable Engine running;
    private volatile boolean hasEngine;

    private RunningSandbox(SandboxSettings settings) {
        this.ports = settings.ports();
        this.folder = opened(settings);
        // What the engine recorded before a restart must not lie in its future.
        this.clock = new SandboxClock(
                Clock.systemUTC(), folder.remembered(AHEAD).map(Duration::parse).orElse(Duration.ZERO));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var startingPostgres =
                    CompletableFuture.supplyAsync(() -> stopping(SandboxPostgres.start(folder)), threads);
            var startingMailbox = CompletableFuture.supplyAsync(
                    () -> stopping(Mailbox.start(ports.smtp(), folder.resolve("mails.jsonl"), clock)), threads);
            var startingQueue = CompletableFuture.supplyAsync(
                    () -> stopping(SandboxQueue.start(ports.sqs(), folder.resolve("undelivered.jsonl"), clock)),
                    threads);
            this.postgres = startingPostgres.join();
            this.mailbox = startingMailbox.join();
            this.queue = startingQueue.join();
            var ledger = new Ledger(clock);
            this.purchases = stopping(new Purchases(
                    DurableMap.open(folder.resolve("purchases.jsonl"), Purchase.class),
                    (listing, body) -> queue.send(listing.queue(), body),
                    ledger,
                    clock));
            var tokens = stopping(RegistrationTokens.keptIn(folder.resolve("tokens.jsonl"), clock));
            var entitlements = stopping(Entitlements.keptIn(folder.resolve("entitlements.jsonl")));
            var faults = new Faults();
            this.aws = stopping(new AwsServices(ports.aws(), purchases, tokens, entitlements, faults, ledger, clock));
            this.storefront = stopping(Storefront.start(
                    ports.storefront(),
                    new Storefront.Backstage(
                            engine(),
                            purchases,
                            tokens,
                            entitlements,
                            queue,
                            mailbox,
                            ledger,
                            faults,
                            clock,
                            engineRoom())));
        } catch (CompletionException failed) {
            close();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Starts everything but the engine. */
    public static RunningSandbox start(SandboxSettings settings) {
        return new RunningSandbox(settings);
    }

    /** Where buyers reach the engine: another site than the storefront, so that cookies behave as they will. */
    public URI engine() {
        return URI.create("http://localhost:" + ports.engine());
    }

    public URI storefront() {
        return storefront.address();
    }

    public URI aws() {
        return aws.address();
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public SandboxQueue queue() {
        return queue;
    }

    public SandboxPostgres postgres() {
        return postgres;
    }

    public SandboxClock clock() {
        return clock;
    }

    public DataFolder folder() {
        return folder;
    }

    /** The settings that point an engine at this sandbox. */
    public Map<String, String> engineSettings() {
        var addresses = new EngineSettings.Addresses(
                engine(),
                folder.remembered("master-key", EngineSettings::newMasterKey),
                postgres.url(),
                postgres.user(),
                postgres.owner(),
                String.valueOf(mailbox.smtpPort()),
                queue::url,
                queue.endpoint(),
                aws.address());
        return EngineSettings.of(addresses, ports, feeds);
    }

    /** Starts the engine on this sandbox, with the sample accounts in it if they are wanted, and returns when it is ready. */
    public Engine startEngine(boolean seeded) {
        var settings = engineSettings();
        var engine = Engine.start(settings, clock.shared());
        running = engine;
        hasEngine = true;
        stopping(this::stopEngine);
        clock.onMove(this::moved);
        if (seeded && folder.remembered(SEEDED).isEmpty()) {
            var purchase = purchases.subscribe(
                    new Order(null, Seed.AWS_ACCOUNT, Announcement.BEFORE, 1, Duration.ZERO, false));
            var masterKey = ServerKey.master(settings.getOrDefault("mooring.master-key", ""));
            new Seed(
                            engine.bean(Commands.class),
                            new VerificationCodes(masterKey),
                            purchase.product(),
                            purchase.customerIdentifier())
                    .sow();
            folder.remember(SEEDED, "yes");
        }
        return engine;
    }

    private void moved() {
        clock.engineAhead().ifPresent(ahead -> folder.remember(AHEAD, ahead.toString()));
        var engine = running;
        if (engine != null) {
            engine.timeHasPassed();
        }
    }

    private void stopEngine() {
        var engine = running;
        running = null;
        if (engine != null) {
            engine.close();
        }
    }

    private synchronized void restartEngine() {
        if (!hasEngine) {
            throw new IllegalStateException("There is no engine in this JVM");
        }
        stopEngine();
        Thread.ofPlatform()
                .name("sandbox-engine-start")
                .start(() -> running = Engine.start(engineSettings(), clock.shared()));
    }

    private EngineRoom engineRoom() {
        return new EngineRoom() {
            @Override
            public URI management() {
                return URI.create("http://127.0.0.1:" + ports.management());
            }

            @Override
            public void restart(String listing, Feed feed) {
                if (SandboxListing.of(listing).feed() == feed) {
                    feeds.remove(listing);
                } else {
                    feeds.put(listing, feed);
                }
                restartEngine();
            }

            @Override
            public void restore() {
                if (!feeds.isEmpty()) {
                    feeds.clear();
                    restartEngine();
                }
            }

            @Override
            public boolean isReady() {
                return running != null;
            }
        };
    }

    /** Has this stopped before everything that was started until now. */
    public <T extends AutoCloseable> T stopping(T part) {
        synchronized (stops) {
            stops.push(part);
        }
        return part;
    }

    @Override
    public void close() {
        synchronized (stops) {
            while (!stops.isEmpty()) {
                try {
                    stops.pop().close();
                } catch (Exception failed) {
                    LOG.warn("A part of the sandbox did not stop cleanly", failed);
                }
            }
        }
    }

    private DataFolder opened(SandboxSettings settings) {
        var opened = stopping(DataFolder.open(settings.data()));
        try {
            if (settings.fresh()) {
                SandboxPostgres.stopOrphanOf(opened);
                opened.empty();
            }
            return opened;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }
}
