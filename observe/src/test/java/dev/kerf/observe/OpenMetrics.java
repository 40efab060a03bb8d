package dev.kerf.observe;

import dev.kerf.observe.prometheus.Range;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/** Series as OpenMetrics, with a sample a second after each scrape is due. */
final class OpenMetrics {
    private final StringBuilder text = new StringBuilder();
    private final Range range;
    private final Duration scrapes;

    OpenMetrics(Range range, Duration scrapes) {
        this.range = range;
        this.scrapes = scrapes;
    }

    /** @param value of a sample, the first is number 0 */
    void gauge(String name, String labels, LongToDoubleFunction value) {
        write(name, name, "gauge", labels, value);
    }

    void counter(String name, String labels, LongToDoubleFunction value) {
        write(name.replaceFirst("_total$", ""), name, "counter", labels, value);
    }

    private void write(String family, String name, String type, String labels, LongToDoubleFunction value) {
        text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
        long count = Duration.between(range.start(), range.end()).dividedBy(scrapes);
        for (long i = 0; i < count; i++) {
            long second = range.start().plus(scrapes.multipliedBy(i)).getEpochSecond() + 1;
            text.append(String.format(Locale.ROOT, "%s{%s} %s %d%n", name, labels, value.applyAsDouble(i), second));
        }
    }

    String text() {
        return text + "# EOF\n";
    }
}
