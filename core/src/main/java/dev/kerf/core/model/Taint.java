package dev.kerf.core.model;

/**
 * A node's repulsion of tasks that do not tolerate it.
 *
 * @param key    name
 * @param value  may be empty
 * @param effect how hard it repels
 */
public record Taint(String key, String value, Effect effect) {
    /** How hard a taint repels; {@code PREFER_NO_SCHEDULE} only costs preference. */
    public enum Effect {
        NO_SCHEDULE,
        PREFER_NO_SCHEDULE,
        NO_EXECUTE
    }

    @Override
    public String toString() {
        return value.isEmpty() ? key : key + "=" + value;
    }
}
