package io.mooring.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * One measured number.
 *
 * @param target what the value is to reach, in the same unit; NaN where there is no target
 * @param note what the reader should know beside it, or an empty text
 */
public record Figure(String name, double value, String unit, Goal goal, double target, String note) {

    /** On which side of the target a value is good. */
    public enum Goal {
        NONE("-"),
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String sign;

        Goal(String sign) {
            this.sign = sign;
        }
    }

    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Goal.NONE, Double.NaN, "");
    }

    public static Figure atMost(String name, double value, String unit, double target) {
        return new Figure(name, value, unit, Goal.AT_MOST, target, "");
    }

    public static Figure atLeast(String name, double value, String unit, double target) {
        return new Figure(name, value, unit, Goal.AT_LEAST, target, "");
    }

    public Figure withNote(String text) {
        return new Figure(name, value, unit, goal, target, text);
    }

    public boolean isMet() {
        return switch (goal) {
            case NONE -> true;
            case AT_MOST -> value <= target;
            case AT_LEAST -> value >= target;
        };
    }

    /** {@code name, value, unit, target, met|short} and the note; a dash where there is no target. */
    @Override
    public String toString() {
        var wanted = goal == Goal.NONE ? "-" : goal.sign + " " + plain(target);
        var verdict = goal == Goal.NONE ? "-" : isMet() ? "met" : "short";
        var decimals = unit.equals("x") ? "%10.2f" : "%10.1f";
        var line =
                String.format(Locale.ROOT, "%-52s " + decimals + " %-9s %-9s %-5s", name, value, unit, wanted, verdict);
        return (note.isEmpty() ? line : line + " " + note).stripTrailing();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
