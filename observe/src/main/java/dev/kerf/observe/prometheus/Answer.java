package dev.kerf.observe.prometheus;

import java.util.List;

/** What a query says over a range: the value of a step is the one asked for at its end. */
public record Answer(Range range, List<Series> series) {
    public Answer {
        series = List.copyOf(series);
    }
}
