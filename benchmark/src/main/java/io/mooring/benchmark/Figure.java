package io.mooring.benchmark;

import java.util.Locale;

/**
 * One measured number.
 *
 * @param target at most this, in the same unit; NaN where there is none
 */
record Figure(String name, double value, String unit, double target) {

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN);
    }

    boolean isMet() {
        return Double.isNaN(target) || value <= target;
    }

    /** {@code name, value, unit, target, met|short}; a dash where there is no target. */
    @Override
    public String toString() {
        var goal = Double.isNaN(target) ? "-" : String.format(Locale.ROOT, "<= %.0f", target);
        var verdict = Double.isNaN(target) ? "-" : isMet() ? "met" : "short";
        return String.format(Locale.ROOT, "%-52s %10.1f %-5s %-8s %s", name, value, unit, goal, verdict);
    }
}
