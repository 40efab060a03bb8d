package dev.kerf.sim.interference;

/**
 * What a card with all its models gives.
 *
 * @param tokens a second, all together
 * @param apart  between two tokens of an answer, the median, in seconds
 * @param first  until the first token, the median, in seconds
 */
public record Speed(double tokens, double apart, double first) {}
