package dev.kerf.core.act;

import org.jspecify.annotations.Nullable;

/** How far Kerf may go by itself, the least first. */
public enum Level {
    /** It looks, and writes nothing. */
    OBSERVE("L0"),
    /** It says what it would do. */
    RECOMMEND("L1"),
    /** It does what a person has approved. */
    APPROVE("L2"),
    /** It acts in the windows of the policy. */
    IN_WINDOW("L3"),
    /** It acts at any time. */
    CONTINUOUS("L4");

    /** Where nobody says anything. */
    public static final Level USUAL = RECOMMEND;

    private final String word;

    Level(String word) {
        this.word = word;
    }

    /** {@code L0} to {@code L4}. */
    public String word() {
        return word;
    }

    /** The level of that word; null: it is none. */
    public static @Nullable Level of(String word) {
        for (Level level : values()) {
            if (level.word.equals(word)) {
                return level;
            }
        }
        return null;
    }

    /** The lower of both. */
    public Level lowered(Level to) {
        return compareTo(to) <= 0 ? this : to;
    }

    /** Whether it may change something where a person has approved that, or has not. */
    public boolean acts(boolean approved) {
        return compareTo(IN_WINDOW) >= 0 || (this == APPROVE && approved);
    }

    /** Whether what stops an action may be written on the object. */
    public boolean writes() {
        return compareTo(APPROVE) >= 0;
    }

    @Override
    public String toString() {
        return word;
    }
}
