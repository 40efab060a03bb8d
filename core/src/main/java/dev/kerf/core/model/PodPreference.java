package dev.kerf.core.model;

/**
 * A wish to be near to pods, or away from them.
 *
 * @param weight 1 to 100 to be near, −1 to −100 to be away
 * @param term   the pods
 */
public record PodPreference(int weight, PodTerm term) {}
