package io.mooring.eventstore.processing;

/**
 * How a processor takes its events.
 *
 * @param segments into how many its work is divided when it starts for the first time
 * @param batch at most so many events in one transaction
 * @param catchUpBatch the same while it is so far behind that it reads history by itself
 * @param preparation reads, once a batch and inside its transaction, what its handlers are going to need
 */
public record Batching(int segments, int batch, int catchUpBatch, BatchPreparation preparation) {
    public Batching(int segments, int batch, int catchUpBatch) {
        this(segments, batch, catchUpBatch, events -> {});
    }
}
