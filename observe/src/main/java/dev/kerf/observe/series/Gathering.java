package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.observe.prometheus.Asking;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a source knows, day by day, and notices what is wrong with it. One is good for one reading. */
public final class Gathering {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LATER = Duration.ofHours(1);
    private static final int PER_STEP = 2;
    private final Asking asking;
    private final Owners owners;
    private final Range asked;
    private Range range;
    private final Findings findings = new Findings();
    private final DayReader reader;
    private final Duration interval;

    /** @param range what is wanted; the steps become longer where less is scraped than two values a step */
    public Gathering(Asking asking, Owners owners, Range range, InstantSource clock) {
        this.asking = asking;
        this.owners = owners;
        this.asked = range;
        Set<String> metrics = asking.values("__name__", "", range.start(), range.end());
        List<Source> sources = Sources.present(metrics);
        sources.forEach(each -> findings.there.add(each.exporter()));
        if (metrics.contains("kube_pod_owner")) {
            findings.there.add(Exporter.STATE);
        }
        this.interval = interval(sources, range.end());
        Duration window = interval.multipliedBy(PER_STEP);
        this.reader = new DayReader(asking, sources, podLabels(sources, range), window, Free.told(metrics), findings);
        this.range = range.coarser(window);
        future(sources, clock.instant());
    }

    private Map<Exporter, PodLabels> podLabels(List<Source> sources, Range asked) {
        Map<Exporter, PodLabels> labels = new EnumMap<>(Exporter.class);
        sources.forEach(each -> labels.computeIfAbsent(
                each.exporter(), made -> podLabels(each.metrics().getFirst(), asked)));
        if (findings.there.contains(Exporter.STATE)) {
            labels.put(Exporter.STATE, podLabels("kube_pod_owner", asked));
        }
        return labels;
    }

    private PodLabels podLabels(String metric, Range asked) {
        return new PodLabels(!asking.values("exported_pod", metric, asked.start(), asked.end())
                .isEmpty());
    }

    /** Between two scrapes, as the last ten minutes show it; zero: they do not. */
    private Duration interval(List<Source> sources, Instant end) {
        double most = 0;
        for (Source each : sources.isEmpty() ? sources : sources.subList(0, 1)) {
            String query =
                    "max(count_over_time(%s[10m]))".formatted(each.metrics().getFirst());
            for (Sample sample : asking.instant(query, end)) {
                most = Math.max(most, sample.value());
            }
        }
        return most < 1 ? Duration.ZERO : Duration.ofSeconds((long) (600 / most));
    }

    /** Samples of a later time than it is. */
    private void future(List<Source> sources, Instant now) {
        for (Source each : sources.isEmpty() ? sources : sources.subList(0, 1)) {
            String query = "%s[%ds]".formatted(each.metrics().getFirst(), LATER.toSeconds());
            findings.future += asking.instant(query, now.plus(SKEW).plus(LATER)).size();
        }
    }

    /** The same with the steps that were asked for; a value is then made of more than its step where little is scraped. */
    public Gathering keepingSteps() {
        range = asked;
        return this;
    }

    /** What is read. */
    public Range range() {
        return range;
    }

    /** One of the days of the range. */
    public Day day(Range day) {
        return reader.read(day, owners);
    }

    /** What is wrong with the source, by all that was read so far. */
    public List<Lack> lacks() {
        findings.warnings.addAll(asking.warnings());
        findings.skew = asking.ahead();
        return Lacks.of(findings, asking.name(), range.end(), interval);
    }

    /** All of it. */
    public Gathered history() {
        Joined<Seat> seats = Joined.seats(range);
        Joined<Gpu> gpus = Joined.gpus(range);
        Joined<String> nodes = Joined.nodes(range);
        for (Range each : range.days()) {
            Day day = day(each);
            seats.add(day.seats());
            gpus.add(day.gpus());
            nodes.add(day.nodes());
        }
        return new Gathered(range.end(), seats.all(), gpus.all(), nodes.all(), lacks());
    }
}
