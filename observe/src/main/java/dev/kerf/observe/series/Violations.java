package dev.kerf.observe.series;

import java.util.List;

/**
 * The unit of {@code *_VIOLATION}. It is nanoseconds; exporters that count microseconds were believed to be the rule until
 * December 2025. A counter of microseconds cannot grow by more than a million a second, and one of a GPU that is held down
 * for most of a while comes close to that; one of nanoseconds would have to stop just there, a thousandth of its way.
 */
final class Violations {
    private static final double MOST_MICROS = 1.02e6;
    private static final double CLOSE = 0.5e6;

    private Violations() {}

    /** What one is in seconds. */
    static double unit(Table table, Findings findings) {
        List<Source> sources = Sources.ALL.stream()
                .filter(each -> each.exporter() == Exporter.DCGM && each.form() == Form.RATE)
                .toList();
        double highest = table.highest(sources);
        boolean micros = highest >= CLOSE && highest <= MOST_MICROS;
        findings.micros |= micros;
        return micros ? Sources.VIOLATION_MICROS : sources.getFirst().unit();
    }
}
