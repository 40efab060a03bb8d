package dev.kerf.fakecluster.prometheus;

import dev.kerf.fakecluster.prometheus.Expression.Aggregate;
import dev.kerf.fakecluster.prometheus.Expression.OverTime;
import dev.kerf.fakecluster.prometheus.Expression.Selector;
import dev.kerf.fakecluster.telemetry.Labels;
import dev.kerf.fakecluster.telemetry.Samples;
import dev.kerf.fakecluster.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of an expression at moments at equal distances.
 *
 * @param start the first moment, in milliseconds
 * @param step  between two
 * @param count how many
 */
record Evaluation(Telemetry telemetry, long start, long step, int count) {
    private static final long MOST_SAMPLES = 50_000_000;

    /** For each series one value a moment; NaN: none. */
    Map<Labels, double[]> values(Expression expression) {
        return switch (expression) {
            case Selector selector -> last(selector);
            case OverTime overTime -> overTime(overTime);
            case Aggregate aggregate -> aggregate(aggregate);
            case Expression.Above above -> above(above);
            case Expression.Both both -> both(both);
        };
    }

    private long end() {
        return start + (count - 1) * step;
    }

    /** All that was scraped in the time a selector looks at. */
    Collection<Samples> scraped(Selector selector) {
        long back = selector.range() == 0 ? Samples.LOOK_BACK : selector.range();
        return loaded(telemetry.scraped(
                Matcher.all(selector.matchers()), start - selector.offset() - back + 1, end() - selector.offset()));
    }

    /** What the last values are of: where scrapes lie as the moments do, no others are needed. */
    private Collection<Samples> lasts(Selector selector) {
        boolean along = step % telemetry.interval() == 0 && telemetry.interval() < Samples.LOOK_BACK;
        return along && end() - selector.offset() <= telemetry.now()
                ? loaded(telemetry.sampled(Matcher.all(selector.matchers()), start - selector.offset(), step, count))
                : scraped(selector);
    }

    private static Collection<Samples> loaded(Collection<Samples> scraped) {
        long loaded = scraped.stream().mapToLong(each -> each.values().length).sum();
        if (loaded > MOST_SAMPLES) {
            throw Mistake.tooMuch("query processing would load too many samples into memory in query execution");
        }
        return scraped;
    }

    private Map<Labels, double[]> last(Selector selector) {
        Map<Labels, double[]> all = new LinkedHashMap<>();
        for (Samples each : lasts(selector)) {
            double[] values = all.computeIfAbsent(each.labels(), made -> new double[count]);
            for (int i = 0; i < count; i++) {
                values[i] = each.at(start + i * step - selector.offset());
            }
        }
        return all;
    }

    private Map<Labels, double[]> overTime(OverTime overTime) {
        Selector selector = overTime.of();
        Map<Labels, double[]> all = new LinkedHashMap<>();
        for (Samples each : scraped(selector)) {
            double[] values = all.computeIfAbsent(each.labels().except(Set.of(Labels.NAME)), made -> nothing());
            for (int i = 0; i < count; i++) {
                Span span = Span.of(each, start + i * step - selector.offset(), selector.range());
                values[i] = Double.isNaN(values[i]) ? span.value(overTime.function(), overTime.quantile()) : values[i];
            }
        }
        return all;
    }

    private Map<Labels, double[]> above(Expression.Above above) {
        Map<Labels, double[]> all = values(above.of());
        for (double[] values : all.values()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] > above.bar() ? values[i] : Double.NaN;
            }
        }
        return all;
    }

    private Map<Labels, double[]> both(Expression.Both both) {
        Map<Labels, BitSet> there = new HashMap<>();
        values(both.beside()).forEach((labels, values) -> {
            BitSet told = there.computeIfAbsent(labels.only(both.labels()), made -> new BitSet());
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    told.set(i);
                }
            }
        });
        Map<Labels, double[]> all = new LinkedHashMap<>(values(both.of()));
        all.keySet().removeIf(labels -> !there.containsKey(labels.only(both.labels())));
        all.forEach((labels, values) -> {
            BitSet told = there.getOrDefault(labels.only(both.labels()), new BitSet());
            for (int i = told.nextClearBit(0); i < values.length; i = told.nextClearBit(i + 1)) {
                values[i] = Double.NaN;
            }
        });
        return all;
    }

    private double[] nothing() {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private Map<Labels, double[]> aggregate(Aggregate aggregate) {
        Map<Labels, List<double[]>> groups = new LinkedHashMap<>();
        values(aggregate.of()).forEach((labels, values) -> {
            Labels plain = labels.except(Set.of(Labels.NAME));
            Labels group = aggregate.by() ? labels.only(aggregate.labels()) : plain.except(aggregate.labels());
            groups.computeIfAbsent(group, made -> new ArrayList<>()).add(values);
        });
        Map<Labels, double[]> all = new LinkedHashMap<>();
        groups.forEach((labels, members) -> all.put(labels, together(aggregate.operator(), members)));
        return all;
    }

    private double[] together(Expression.Operator operator, List<double[]> members) {
        double[] values = nothing();
        for (int i = 0; i < count; i++) {
            int moment = i;
            double[] there = members.stream()
                    .mapToDouble(each -> each[moment])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            values[i] = there.length == 0 ? Double.NaN : Reckoning.of(operator, there);
        }
        return values;
    }
}
