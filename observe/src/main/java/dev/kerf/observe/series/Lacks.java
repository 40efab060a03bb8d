package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a source, in sentences, with what mends it. */
final class Lacks {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofMinutes(10);
    private static final Duration COARSE = Duration.ofSeconds(150);
    private static final double COVERED = 0.95;
    private final Findings found;
    private final String source;
    private final List<Lack> lacks = new ArrayList<>();

    private Lacks(Findings found, String source) {
        this.found = found;
        this.source = source;
    }

    /** @param interval between two scrapes; zero: not known */
    static List<Lack> of(Findings found, String source, Instant asOf, Duration interval) {
        Lacks lacks = new Lacks(found, source);
        lacks.exporters();
        lacks.rung();
        lacks.sharing();
        lacks.values();
        lacks.time(asOf, interval);
        lacks.answers();
        return lacks.lacks;
    }

    private void lack(String name, double worth, String message) {
        lacks.add(new Lack(name, worth, message, Mend.of(name)));
    }

    private void exporters() {
        if (!found.there.contains(Exporter.DCGM)) {
            lack("no-dcgm", 0, "%s knows nothing of dcgm-exporter: what GPUs do is not known".formatted(source));
        }
        if (!found.there.contains(Exporter.STATE)) {
            lack(
                    "no-kube-state-metrics",
                    0.7,
                    "%s knows nothing of kube-state-metrics: who owned pods that are gone is not known"
                            .formatted(source));
        }
        if (!found.there.contains(Exporter.CADVISOR)) {
            lack(
                    "no-cadvisor",
                    0.7,
                    "%s knows nothing of cAdvisor: CPU and memory of containers are not known".formatted(source));
        }
    }

    private void rung() {
        // Of containers there is no higher one to be had.
        long all = found.rungs.entrySet().stream()
                .filter(each -> !each.getKey().ofContainers())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long lower = all - found.rungs.getOrDefault(Rung.SM_ACTIVE, 0L);
        long lowest = found.rungs.getOrDefault(Rung.GPU_UTIL, 0L);
        if (lower * 2 > all) {
            Rung read = lowest * 2 > all ? Rung.GPU_UTIL : Rung.GR_ENGINE_ACTIVE;
            lack(
                    "activity-rung",
                    read == Rung.GPU_UTIL ? 0.4 : 0.7,
                    "activity is read from %s, which is high while only a few multiprocessors work; %s tells how many do"
                            .formatted(read.series(), Rung.SM_ACTIVE.series()));
        }
    }

    private void sharing() {
        int held = found.held.size();
        if (!found.copied.isEmpty()) {
            double part = found.copied.size() / (double) Math.max(1, held);
            lack(
                    "gpu-duplicated",
                    1 - (1 - Attribution.COPIED.worth()) * part,
                    "%d of %d GPUs have the same figures under each pod that shares them: what one of them does is not known"
                            .formatted(found.copied.size(), held));
        }
        if (!found.gpus.isEmpty() && held == 0) {
            lack(
                    "gpu-unattributed",
                    0.3,
                    "no series of dcgm-exporter names a pod: either no pod held one of %d GPUs, or it is not told of pods"
                            .formatted(found.gpus.size()));
        }
        blurred(held);
        if (found.micros) {
            lack(
                    "violation-unit",
                    0.9,
                    "the exporter counts the time that clocks are held down in microseconds; it was read as that");
        }
    }

    /** An even split would be a guess: nothing is said of who shares a card that alone is measured. */
    private void blurred(int held) {
        if (!found.blurred.isEmpty()) {
            double part = found.blurred.size() / (double) Math.max(1, held);
            lack(
                    "gpu-shared",
                    1 - (1 - Attribution.COPIED.worth()) * part,
                    ("%d of %d GPUs are shared while only the GPU is measured: what each of %d on them does is not known,"
                                    + " %s among them; Kubex' gpu-process-exporter or HAMi's monitor tells it")
                            .formatted(found.blurred.size(), held, found.unknown.size(), some(found.unknown)));
        }
    }

    private void values() {
        long bad = found.doubts(Doubt.IMPOSSIBLE, Doubt.NOT_A_NUMBER, Doubt.NEGATIVE);
        if (bad > 0) {
            lack(
                    "impossible-values",
                    found.taken / (double) (found.taken + bad),
                    "%d of %d values cannot be true and are left out, of %s"
                            .formatted(bad, found.taken + bad, String.join(", ", found.implausible)));
        }
        double covered = found.expected == 0 ? 1 : found.taken / (double) found.expected;
        if (covered < COVERED) {
            lack(
                    "gaps",
                    covered,
                    "%s of the values that should be there can be used; what is missing is not zero"
                            .formatted(percent(covered)));
        }
    }

    private void time(Instant asOf, Duration interval) {
        @Nullable Instant newest = found.newest;
        if (newest != null && Duration.between(newest, asOf).compareTo(STALE) > 0) {
            lack(
                    "stale",
                    0.5,
                    "the newest value is from %s, %d minutes before %s".formatted(newest, minutes(newest, asOf), asOf));
        }
        if (found.future > 0) {
            lack("clock-skew", 0.5, "%d samples are from a later time than it is".formatted(found.future));
        } else if (found.skew.abs().compareTo(SKEW) > 0) {
            lack(
                    "clock-skew",
                    0.5,
                    "the clock of %s is %d s %s ours"
                            .formatted(
                                    source,
                                    found.skew.abs().toSeconds(),
                                    found.skew.isNegative() ? "behind" : "ahead of"));
        }
        if (interval.compareTo(COARSE) > 0) {
            lack(
                    "coarse-scrape",
                    0.8,
                    "values are scraped every %d s only: short peaks are not seen".formatted(interval.toSeconds()));
        }
    }

    private static long minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }

    private void answers() {
        if (!found.warnings.isEmpty()) {
            lack(
                    "partial-answer",
                    0.6,
                    "%s says that its answers are not all there is: %s".formatted(source, some(found.warnings)));
        }
        if (!found.refusals.isEmpty()) {
            lack(
                    "query-refused",
                    0.8,
                    "%d questions were not answered: %s".formatted(found.refusals.size(), some(found.refusals)));
        }
    }

    private static String some(Iterable<String> texts) {
        return texts.iterator().next();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
