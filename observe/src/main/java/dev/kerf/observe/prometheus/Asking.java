package dev.kerf.observe.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Somebody who can be asked as a Prometheus can. Each question fails with a {@link SourceException}. */
public interface Asking {
    /** What it is, as people are told: its address. */
    String name();

    /** The values of a query at the end of each step; the range must not go over midnight. */
    Answer range(String query, Range range);

    /** The values of a query as of a moment; all that was scraped, where the query is a selector with a range. */
    List<Sample> instant(String query, Instant moment);

    /** The series that a selector meets between two moments. */
    List<Labels> series(String selector, Instant from, Instant to);

    /**
     * The values that a label has between two moments.
     *
     * @param selector in the series that it meets; empty: in all, which is the cheapest to answer
     */
    Set<String> values(String label, String selector, Instant from, Instant to);

    /** What it said with its answers: that they are not all there is. Each sentence once. */
    Set<String> warnings();

    /** How far its clock is ahead of ours; below zero: behind. */
    Duration ahead();
}
