package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Count;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * R02: a model that is loaded while nobody asks it. What is saved is the time between requests beyond what it would be kept
 * warm for: the longest of the usual pauses of its busy hours (Shahrad et al., "Serverless in the Wild", USENIX ATC 2020,
 * §4, keep the same time from the distribution of pauses).
 */
final class NoTraffic implements OneByOne {
    static final String COLD_START = "kerf.dev/cold-start-seconds";
    static final String PATIENCE = "kerf.dev/cold-start-allowed-seconds";
    static final String LEAST = "kerf.dev/min-replicas";
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration LEAST_WARM = Duration.ofMinutes(15);
    private static final Duration USUAL_PAUSE = Duration.ofHours(2);
    private static final double ALMOST_ALL = 0.99;
    private static final double LEAST_HOURS = 1;

    @Override
    public Look begin(Scene scene) {
        return work -> {
            Draft draft = work.serves() && work.held() > 0 ? draft(work, scene) : null;
            return draft == null ? Noted.NOTHING : Noted.of(List.of(draft));
        };
    }

    /** Requests of all its pods together; null: not measured. */
    private static @Nullable Track requests(Work work, Scene scene) {
        Track sum = null;
        for (Seen seen : work.of(Signal.REQUESTS).values()) {
            Track own = seen.track().last(WINDOW, scene.now());
            sum = sum == null ? own : added(sum, own);
        }
        return sum;
    }

    private static Track added(Track one, Track other) {
        float[] values = new float[one.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = one.value(i) + (i < other.size() ? other.value(i) : Float.NaN);
        }
        return Track.of(one.start(), one.step(), values);
    }

    private static @Nullable Draft draft(Work work, Scene scene) {
        Track requests = requests(work, scene);
        if (requests == null || requests.count() == 0) {
            return null;
        }
        List<Duration> pauses = pauses(requests);
        Duration warm = warm(pauses);
        Duration idle = pauses.stream()
                .map(p -> p.compareTo(warm) > 0 ? p.minus(warm) : Duration.ZERO)
                .reduce(Duration.ZERO, Duration::plus);
        double days = requests.count() * requests.step().toMinutes() / 1440.0;
        double hours = idle.toMinutes() / 60.0 / Math.max(days, 1.0 / 24);
        return hours < LEAST_HOURS ? null : draft(work, scene, requests, warm, hours);
    }

    /** Stretches without a request; a gap in the figures ends one. */
    private static List<Duration> pauses(Track requests) {
        List<Duration> pauses = new ArrayList<>();
        int length = 0;
        for (int i = 0; i <= requests.size(); i++) {
            boolean none = i < requests.size() && requests.value(i) == 0;
            if (none) {
                length++;
            } else if (length > 0) {
                pauses.add(requests.step().multipliedBy(length));
                length = 0;
            }
        }
        return pauses;
    }

    private static Duration warm(List<Duration> pauses) {
        List<Duration> usual = new ArrayList<>(
                pauses.stream().filter(p -> p.compareTo(USUAL_PAUSE) <= 0).toList());
        Collections.sort(usual);
        Duration longest = usual.isEmpty() ? LEAST_WARM : usual.get((int) Math.ceil(ALMOST_ALL * usual.size()) - 1);
        return longest.compareTo(LEAST_WARM) > 0 ? longest : LEAST_WARM;
    }

    private static Draft draft(Work work, Scene scene, Track requests, Duration warm, double hours) {
        var first = work.of(Signal.REQUESTS).firstEntry();
        double gpus = work.held() / (double) Share.WHOLE;
        Drafting draft = Drafting.of(Kind.R02, work.target())
                .over(WINDOW)
                .claims(Words.claims(work))
                .sees(Words.observed(
                        "sum(rate",
                        first.getValue(),
                        first.getKey(),
                        requests,
                        requests.mean(),
                        Double.NaN,
                        "requests/s"))
                .reckons(
                        "hours a day without a request, beyond " + Words.span(warm)
                                + " in which it is kept warm (the pause that 99 of 100 within its busy hours stay below)",
                        String.format(Locale.ROOT, "no GPU for %.1f h a day", hours))
                .part("held", Count.of(Share.text(work.held()), "GPU"))
                .part("kept warm for", Words.span(warm))
                .part("idle", String.format(Locale.ROOT, "%.1f h a day", hours))
                .frees(hours * gpus)
                .sure(work.confidence(Signal.REQUESTS, scene.now()))
                .risks(0.3, "the first request after a pause waits for the model to load");
        guards(work, requests, draft);
        return draft.doing(new Action.ScaleToZero(work.target()));
    }

    private static void guards(Work work, Track requests, Drafting draft) {
        long cold = seconds(work, COLD_START);
        long allowed = seconds(work, PATIENCE);
        String told = cold < 0 || allowed < 0
                ? "say on its pods how long it takes to start and how long callers may wait: labels " + COLD_START
                        + " and " + PATIENCE
                : "it starts in " + cold + " s, and callers may wait " + allowed + " s";
        draft.guard("cold-start-allowed", cold >= 0 && cold <= allowed, told);
        long least = Math.max(0, seconds(work, LEAST));
        draft.guard(
                "min-replicas",
                least == 0,
                least == 0
                        ? "no label " + LEAST + " asks for replicas at all times"
                        : "its label " + LEAST + " asks for " + least);
        draft.guard(
                "measured-throughout",
                requests.coverage() >= 0.9,
                Words.percent(requests.coverage()) + " of the last " + Words.span(WINDOW)
                        + " is measured, this wants 90 %");
    }

    private static long seconds(Work work, String label) {
        String text = work.first().labels().getOrDefault(label, "");
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
    }
}
