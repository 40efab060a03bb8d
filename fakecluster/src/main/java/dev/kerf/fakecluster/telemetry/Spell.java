package dev.kerf.fakecluster.telemetry;

/**
 * A time in which one series went along one curve.
 *
 * @param told   as the exporter has it
 * @param labels as Prometheus has it
 * @param from   its first moment
 * @param to     the first moment after it
 */
record Spell(Exporter exporter, Labels told, Labels labels, Curve curve, long from, long to) {
    static final long OPEN = Long.MAX_VALUE;

    boolean covers(long millis) {
        return from <= millis && millis < to;
    }

    Spell until(long end) {
        return new Spell(exporter, told, labels, curve, from, end);
    }
}
