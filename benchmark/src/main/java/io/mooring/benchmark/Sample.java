package io.mooring.benchmark;

import java.util.Arrays;
import java.util.List;

/** Durations in milliseconds and their order statistics. */
final class Sample {

    private final double[] sorted;

    Sample(List<Double> millis) {
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        this.sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The nearest-rank percentile, 0 &lt; p ≤ 100. */
    double percentile(double p) {
        return sorted[(int) Math.ceil(p / 100 * sorted.length) - 1];
    }

    double median() {
        return percentile(50);
    }

    int size() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
