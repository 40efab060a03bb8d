package dev.kerf.objects.scenario;

import dev.kerf.objects.quantity.Times;
import dev.kerf.objects.read.Field;
import java.time.Duration;
import java.time.Instant;

/**
 * Moments of a scenario, written in RFC 3339 or as a length of time from its own moment.
 *
 * @param asOf the moment of the scenario
 */
record Moments(Instant asOf) {
    /** {@code 10m}: ten minutes ago. */
    String ago(Field field) {
        return moment(field, -1);
    }

    /** {@code 30s}: in thirty seconds; {@code true}: now. */
    String ahead(Field field) {
        return field.text().equals("true") ? asOf.toString() : moment(field, 1);
    }

    private String moment(Field field, int sign) {
        Duration length = Times.parse(field.text());
        return (length == null ? field.time() : asOf.plus(length.multipliedBy(sign))).toString();
    }
}
