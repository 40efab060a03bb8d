package dev.kerf.core.act;

/**
 * How much may go wrong at the same time.
 *
 * @param anHour actions begun within an hour, at most
 * @param atOnce actions that are not settled, at most
 */
public record Pace(int anHour, int atOnce) {
    public static final Pace USUAL = new Pace(4, 2);
}
