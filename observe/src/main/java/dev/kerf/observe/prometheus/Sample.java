package dev.kerf.observe.prometheus;

import java.time.Instant;

/** One value of a series. */
public record Sample(Labels labels, Instant moment, double value) {}
