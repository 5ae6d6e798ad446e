package io.mooring.web.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tries parked events of the views again every minute, each sequence from its first event on, and knows how many still wait. */
@Component
class ParkedEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);

    /** Sequences of one group that one round tries. */
    private static final int AT_MOST = 100;

    private final org.axonframework.config.Configuration axon;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    ParkedEvents(org.axonframework.config.Configuration axon) {
        this.axon = axon;
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("parked-events").daemon().factory());
        var unused = timer.scheduleWithFixedDelay(this::tryAll, 1, 1, TimeUnit.MINUTES);
    }

    /** Events that waited after the last round, by group. */
    Map<String, Long> waiting() {
        return Map.copyOf(waiting);
    }

    void tryAll() {
        var processing = axon.eventProcessingConfiguration();
        processing.eventProcessors().values().stream()
                .map(EventProcessor::getName)
                .forEach(group ->
                        processing.deadLetterQueue(group).ifPresent(queue -> tryAgain(group, queue, processing)));
    }

    private void tryAgain(
            String group, SequencedDeadLetterQueue<EventMessage<?>> queue, EventProcessingConfiguration processing) {
        try {
            processing
                    .sequencedDeadLetterProcessor(group)
                    .ifPresent(processor -> firsts(queue).forEach(first -> tryOne(group, first, processor)));
            waiting.put(group, queue.size());
        } catch (RuntimeException failed) {
            LOG.warn("parked events could not be read group={}", group, failed);
        }
    }

    private static List<String> firsts(SequencedDeadLetterQueue<EventMessage<?>> queue) {
        var firsts = new ArrayList<String>();
        for (var sequence : queue.deadLetters()) {
            if (firsts.size() == AT_MOST) {
                break;
            }
            firsts.add(sequence.iterator().next().message().getIdentifier());
        }
        return firsts;
    }

    /** Each in a transaction of its own: a statement that fails dooms it. */
    private static void tryOne(String group, String first, SequencedDeadLetterProcessor<EventMessage<?>> processor) {
        try {
            if (processor.process(letter -> letter.message().getIdentifier().equals(first))) {
                LOG.info("parked event handled group={} event={}", group, first);
            }
        } catch (RuntimeException failed) {
            LOG.warn("parked event failed again group={} event={}", group, first, failed);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
