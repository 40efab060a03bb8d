package dev.kerf.core.act;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * When something may be done.
 *
 * @param days on which it begins; none: every day
 * @param from when it begins
 * @param to   when it ends; not after {@code from}: on the next day
 * @param zone whose clock that is
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public Window {
        days = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days);
    }

    /** Whether that moment is in it. */
    public boolean contains(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean begun = !time.isBefore(from);
        if (from.isBefore(to)) {
            return begun && time.isBefore(to) && days.contains(there.getDayOfWeek());
        }
        boolean sinceYesterday =
                time.isBefore(to) && days.contains(there.getDayOfWeek().minus(1));
        return (begun && days.contains(there.getDayOfWeek())) || sinceYesterday;
    }

    /** {@code 22:00-06:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return (days.size() == DayOfWeek.values().length ? "" : days + " ") + from + "-" + to + " " + zone;
    }
}
