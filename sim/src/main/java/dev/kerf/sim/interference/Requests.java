package dev.kerf.sim.interference;

/**
 * Requests as they come: so many at a time, each followed by the next.
 *
 * @param prompt tokens of each
 * @param answer tokens of each
 * @param again  the part of a prompt's tokens that was in prompts before, 0 to 1
 * @param until  tokens that come between a prompt and the one that repeats it: a smaller cache has forgotten it
 */
public record Requests(int prompt, int answer, double again, double until) {}
