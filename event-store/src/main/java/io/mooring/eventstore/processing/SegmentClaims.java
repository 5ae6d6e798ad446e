package io.mooring.eventstore.processing;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the claims of all processors of a node and takes over what nobody has, by one query for all of them. A claim that was lost unnoticed does no harm:
 * storing the position fails then, and with it the batch.
 */
public final class SegmentClaims implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentClaims.class);

    private static final Duration EVERY = Duration.ofSeconds(3);

    private static final String EXTEND_AND_FIND = """
            with mine as (update token_entry set timestamp = ? where owner = ?)
            select processor_name, segment from token_entry
             where (owner is null or timestamp < ?) and owner is distinct from ?
            """;

    private final JdbcTemplate jdbc;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final String nodeId;
    private final Duration timeout;
    private final Clock clock;
    private final Signal signal = new Signal();
    private final Map<String, PostgresEventProcessor> processors = new ConcurrentHashMap<>();
    private volatile @Nullable Thread thread;

    /**
     * Claims in the table {@code token_entry}.
     *
     * @param nodeId under which the token store claims, and {@code timeout} after which it takes a claim for abandoned; at least three times three seconds
     */
    public SegmentClaims(
            DataSource dataSource,
            TokenStore tokens,
            TransactionManager transactions,
            String nodeId,
            Duration timeout,
            Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.tokens = tokens;
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.timeout = timeout;
        this.clock = clock;
    }

    Duration timeout() {
        return timeout;
    }

    synchronized void add(PostgresEventProcessor processor) {
        processors.put(processor.getName(), processor);
        if (thread == null) {
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
        while (thread != null) {
            try {
                processors.values().forEach(this::initialize);
                look();
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

    private final java.util.Set<String> initialized = ConcurrentHashMap.newKeySet();

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
        } catch (UnableToClaimTokenException | DataAccessException another) {
            LOG.debug("segments of {} are being made by another node", processor.getName(), another);
        }
    }

    private void look() {
        var now = clock.instant();
        jdbc.query(
                EXTEND_AND_FIND,
                row -> {
                    var processor = processors.get(row.getString(1));
                    if (processor != null) {
                        claim(processor, row.getInt(2));
                    }
                },
                DateTimeUtils.formatInstant(now),
                nodeId,
                DateTimeUtils.formatInstant(now.minus(timeout)),
                nodeId);
    }

    private void claim(PostgresEventProcessor processor, int segmentId) {
        try {
            Segment segment = processor.segment(segmentId);
            if (processor.claim(segment)) {
                LOG.info("segment claimed processor={} segment={}", processor.getName(), segmentId);
            }
        } catch (UnableToClaimTokenException faster) {
            LOG.debug("segment {} of {} is another node's", segmentId, processor.getName(), faster);
        }
    }

    @Override
    public synchronized void close() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }
}
