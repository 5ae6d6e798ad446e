package io.mooring.eventstore.processing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the claims of all processors of a node and takes over what nobody has, by one query for all of them: what was given back, what a node held that is no
 * longer {@linkplain NodePresence present}, and what was not kept up for the time-out. A claim that was lost unnoticed does no harm: storing the position
 * fails then, and with it the batch.
 */
public final class SegmentClaims implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentClaims.class);

    private static final Duration EVERY = Duration.ofSeconds(4);

    private static final String EXTEND_AND_FIND = """
            with mine as (update token_entry set timestamp = ? where owner = ? and processor_name = any(?))
            select processor_name, segment from token_entry
             where owner is null or owner = ? or timestamp < ?
            """;

    /** Axon's token store would honour the claims of the dead until they time out. Only who is alive by the same measure judges. */
    private static final String BURY_THE_DEAD = """
            with living as materialized (select living_nodes() as node)
            update token_entry set owner = null
             where (processor_name, segment) in (
                     select processor_name, segment from token_entry
                      where owner <> ? and processor_name = any(?) and hashtext(owner) not in (select node from living)
                        and hashtext(?) in (select node from living)
                        for no key update skip locked)
            """;

    private static final String HELD = """
            select segment from token_entry where processor_name = ? and segment = ? and owner = ? for no key update
            """;

    private final JdbcTemplate jdbc;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final NodePresence presence;
    private final Duration timeout;
    private final Clock clock;
    private final Signal signal = new Signal();
    private final Map<String, PostgresEventProcessor> processors = new ConcurrentHashMap<>();
    private final Set<String> initialized = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * Claims in the table {@code token_entry}.
     *
     * @param presence of the node under whose id the token store claims
     * @param timeout after which the token store takes a claim for abandoned, as that of a machine that has fallen silent; at least three times four seconds
     */
    public SegmentClaims(
            DataSource dataSource,
            TokenStore tokens,
            TransactionManager transactions,
            NodePresence presence,
            Duration timeout,
            Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.tokens = tokens;
        this.transactions = transactions;
        this.presence = presence;
        this.timeout = timeout;
        this.clock = clock;
        presence.whenShown(this::lookAgain);
    }

    Duration timeout() {
        return timeout;
    }

    synchronized void add(PostgresEventProcessor processor) {
        processors.put(processor.getName(), processor);
        if (thread == null) {
            running = true; // before the thread looks at it
            thread = Thread.ofPlatform().name("segment-claims").daemon().start(this::run);
        }
        signal.ring();
    }

    void remove(PostgresEventProcessor processor) {
        processors.remove(processor.getName(), processor);
    }

    void lookAgain() {
        signal.ring();
    }

    private void run() {
        while (running) {
            try {
                processors.values().forEach(this::initialize);
                look().forEach(this::claim);
                signal.await(EVERY);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("claims could not be kept; trying again within {}", EVERY, failed);
                try {
                    signal.await(EVERY.dividedBy(3));
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    private void initialize(PostgresEventProcessor processor) {
        if (initialized.contains(processor.getName())) {
            return;
        }
        try {
            transactions.executeInTransaction(() -> {
                if (tokens.fetchSegments(processor.getName()).length == 0) {
                    tokens.initializeTokenSegments(
                            processor.getName(), processor.batching().segments(), processor.initialToken());
                }
            });
            initialized.add(processor.getName());
        } catch (UnableToClaimTokenException another) {
            LOG.debug("segments of {} are being made by another node", processor.getName(), another);
        } catch (RuntimeException failed) {
            LOG.warn("segments not made processor={}", processor.getName(), failed);
        }
    }

    private record Claimable(String processor, int segment) {}

    /** What nobody else has. Ours too: a claim whose answer, or whose release, was lost would else be kept for ever by nobody. */
    private List<Claimable> look() {
        var now = clock.instant();
        var nodeId = presence.nodeId();
        var names = processors.keySet().toArray(String[]::new);
        if (presence.mayJudge()) {
            jdbc.update(BURY_THE_DEAD, nodeId, names, nodeId);
        }
        return jdbc.query(
                EXTEND_AND_FIND,
                (row, n) -> new Claimable(row.getString(1), row.getInt(2)),
                DateTimeUtils.formatInstant(now),
                nodeId,
                names,
                nodeId,
                DateTimeUtils.formatInstant(now.minus(timeout)));
    }

    private void claim(Claimable found) {
        var processor = processors.get(found.processor());
        try {
            if (processor != null && processor.claim(found.segment())) {
                LOG.info("segment claimed processor={} segment={}", found.processor(), found.segment());
            }
        } catch (UnableToClaimTokenException faster) {
            LOG.debug("segment {} of {} is another node's", found.segment(), found.processor(), faster);
        } catch (RuntimeException failed) {
            LOG.warn("segment not claimed processor={} segment={}", found.processor(), found.segment(), failed);
        }
    }

    /** Within the transaction that moves a position: that the claim still is ours, and until its end remains so. */
    void requireHeld(String processor, int segmentId) {
        var nodeId = presence.nodeId();
        if (jdbc.queryForList(HELD, Integer.class, processor, segmentId, nodeId).isEmpty()) {
            throw new UnableToClaimTokenException(
                    "Segment " + segmentId + " of " + processor + " is no longer claimed by " + nodeId);
        }
    }

    @Override
    public synchronized void close() {
        var worker = thread;
        thread = null;
        running = false;
        if (worker != null) {
            worker.interrupt();
        }
    }
}
