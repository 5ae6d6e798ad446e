package io.mooring.benchmark;

import java.util.Arrays;
import java.util.List;

/** Measured values, such as durations in milliseconds or rates of several rounds, and their order statistics. */
public final class Sample {

    private final double[] sorted;

    public Sample(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The nearest-rank percentile, 0 &lt; p ≤ 100. */
    public double percentile(double p) {
        return sorted[(int) Math.ceil(p / 100 * sorted.length) - 1];
    }

    public double median() {
        return percentile(50);
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public int size() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
