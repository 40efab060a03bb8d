package dev.kerf.fakecluster.table;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A span of time in few letters, as kubectl has it. */
final class Age {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Age() {}

    static String since(String time, Instant now) {
        try {
            return time.isEmpty() ? "<unknown>" : of(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException broken) {
            return "<invalid>";
        }
    }

    static String of(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        if (seconds < 10 * MINUTE) {
            return two(seconds, MINUTE, "m", 1, "s");
        }
        if (seconds < 3 * HOUR) {
            return seconds / MINUTE + "m";
        }
        if (seconds < 8 * HOUR) {
            return two(seconds, HOUR, "h", MINUTE, "m");
        }
        if (seconds < 2 * DAY) {
            return seconds / HOUR + "h";
        }
        if (seconds < 8 * DAY) {
            return two(seconds, DAY, "d", HOUR, "h");
        }
        if (seconds < 2 * YEAR) {
            return seconds / DAY + "d";
        }
        return seconds < 8 * YEAR ? two(seconds, YEAR, "y", DAY, "d") : seconds / YEAR + "y";
    }

    private static String two(long seconds, long large, String ofLarge, long small, String ofSmall) {
        long rest = seconds % large / small;
        return seconds / large + ofLarge + (rest == 0 ? "" : rest + ofSmall);
    }
}
