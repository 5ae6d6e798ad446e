package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.benchmark.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Competitors who take turns, beginning with another one in every round, so that no one has the machine's good minutes for itself. */
final class Rounds {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** Measures everybody once per round. */
    static <C> Rounds of(
            int rounds, List<C> competitors, java.util.function.Function<C, String> name, ToDoubleFunction<C> measure) {
        var measured = new Rounds();
        competitors.forEach(competitor -> measured.values.put(name.apply(competitor), new ArrayList<>()));
        var order = new ArrayList<>(competitors);
        for (var round = 0; round < rounds; round++) {
            order.forEach(competitor -> measured.add(name.apply(competitor), measure.applyAsDouble(competitor)));
            Collections.rotate(order, -1);
        }
        return measured;
    }

    void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    Sample of(String name) {
        return new Sample(values.getOrDefault(name, List.of()));
    }

    double median(String name) {
        return of(name).median();
    }

    /** How many times the median of one is that of the other. */
    double ratio(String name, String to) {
        return median(name) / median(to);
    }

    /** The medians, with the least and the most beside them. */
    List<Figure> figures(String prefix, String unit) {
        return values.keySet().stream()
                .map(name -> figure(prefix + name, name, unit))
                .toList();
    }

    Figure figure(String title, String name, String unit) {
        return Figure.of(title, median(name), unit).withNote(spread(of(name)));
    }

    static String spread(Sample sample) {
        return String.format(Locale.ROOT, "(%.1f to %.1f in %d)", sample.min(), sample.max(), sample.size());
    }
}
