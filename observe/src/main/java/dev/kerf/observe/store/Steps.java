package dev.kerf.observe.store;

import java.time.Duration;
import java.time.Instant;

/** The steps of days (UTC). */
record Steps(Duration step) {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    int perDay() {
        return (int) (DAY / step.toSeconds());
    }

    int day(Instant moment) {
        return (int) Math.floorDiv(moment.getEpochSecond(), DAY);
    }

    /** Of its day. */
    int step(Instant moment) {
        return (int) (Math.floorMod(moment.getEpochSecond(), DAY) / step.toSeconds());
    }

    Instant moment(int day, int step) {
        return Instant.ofEpochSecond(day * DAY).plus(this.step.multipliedBy(step));
    }
}
