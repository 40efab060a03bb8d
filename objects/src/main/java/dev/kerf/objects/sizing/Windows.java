package dev.kerf.objects.sizing;

import dev.kerf.core.act.Window;
import dev.kerf.objects.read.Field;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the windows of a policy. */
final class Windows {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private Windows() {}

    static Window read(Field window) {
        return new Window(
                days(window.get("days")),
                time(window.get("from")),
                time(window.get("to")),
                zone(window.get("timeZone")));
    }

    private static Set<DayOfWeek> days(Field field) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Field day : field.items()) {
            int at = DAYS.indexOf(day.text());
            if (at < 0) {
                day.wrong(Field.quoted(day.text()) + " is not one of " + String.join(", ", DAYS));
            } else {
                days.add(DayOfWeek.of(at + 1));
            }
        }
        return days;
    }

    private static LocalTime time(Field field) {
        try {
            return LocalTime.parse(field.text());
        } catch (DateTimeException broken) {
            field.wrong(Field.quoted(field.text()) + " is not a time of day; write it as 22:00");
            return LocalTime.MIDNIGHT;
        }
    }

    private static ZoneId zone(Field field) {
        try {
            return field.present() ? ZoneId.of(field.text()) : ZoneOffset.UTC;
        } catch (DateTimeException unknown) {
            field.wrong(Field.quoted(field.text()) + " is no time zone; write it as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }
}
