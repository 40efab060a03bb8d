package dev.kerf.observe.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Stretches of time of one length, one after the other. Their borders are whole multiples of the step since 1970, so that
 * the same question is asked again and a server's cache can answer it.
 *
 * @param start where the first begins
 * @param step  the length of one
 * @param count how many
 */
public record Range(Instant start, Duration step, int count) {
    /** Five minutes. */
    public static final Duration USUAL = Duration.ofMinutes(5);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_POINTS = 10_000;

    public Range {
        if (step.toMillis() < 1 || count < 0) {
            throw new IllegalArgumentException("no range: " + count + " steps of " + step);
        }
    }

    /** The whole steps between two moments. */
    public static Range between(Instant from, Instant to, Duration step) {
        long millis = step.toMillis();
        long first = Math.ceilDiv(from.toEpochMilli(), millis);
        long past = Math.floorDiv(to.toEpochMilli(), millis);
        return new Range(Instant.ofEpochMilli(first * millis), step, (int) Math.max(0, past - first));
    }

    /** The five-minute steps of the last so long. */
    public static Range last(Duration back, Instant now) {
        Instant end = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), USUAL.toMillis()) * USUAL.toMillis());
        return between(end.minus(back), end, USUAL);
    }

    /** The moment after the last. */
    public Instant end() {
        return moment(count);
    }

    /** Where one begins. */
    public Instant moment(int at) {
        return start.plus(step.multipliedBy(at));
    }

    /** The one that was asked for at this moment, its end; may lie outside; -1 between two. */
    int asked(long millis) {
        long since = millis - start.toEpochMilli();
        return since % step.toMillis() == 0 ? (int) (since / step.toMillis()) - 1 : -1;
    }

    /** The same in pieces: none goes over midnight (UTC), none has more than 10,000 steps. */
    public List<Range> days() {
        List<Range> days = new ArrayList<>();
        int at = 0;
        while (at < count) {
            Instant midnight = Instant.ofEpochSecond(
                    (Math.floorDiv(moment(at).getEpochSecond(), DAY.toSeconds()) + 1) * DAY.toSeconds());
            long left = Math.ceilDiv(Duration.between(moment(at), midnight).toMillis(), step.toMillis());
            int some = (int) Math.min(Math.min(left, MOST_POINTS), count - at);
            days.add(new Range(moment(at), step, some));
            at += some;
        }
        return days;
    }

    /** Some of it. */
    Range part(int from, int to) {
        return new Range(moment(from), step, to - from);
    }

    /** With steps that are no shorter, the old ones put together. */
    public Range coarser(Duration least) {
        long times = Math.ceilDiv(least.toMillis(), step.toMillis());
        return times <= 1 ? this : between(start, end(), step.multipliedBy(times));
    }

    @Override
    public String toString() {
        return start + " to " + end();
    }
}
