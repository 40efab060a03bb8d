package dev.kerf.core.act;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far the application of an advice has come. */
public enum State {
    /** It was advised. */
    PROPOSED,
    /** The planner has a place for everything afterwards. */
    SIMULATED,
    /** Nothing stops it any more. */
    APPROVED,
    /** What is intended stands on the object; writes are under way. */
    APPLYING,
    /** All is written, and looked after. */
    VERIFYING,
    /** It has proven itself. */
    DONE,
    /** It was taken back. */
    ROLLED_BACK,
    /** It was not done in time. */
    EXPIRED,
    /** A person does not want it. */
    DISMISSED;

    private static final Set<State> BEFORE = EnumSet.of(PROPOSED, SIMULATED, APPROVED);

    private static final Map<State, Set<State>> NEXT = Map.of(
            PROPOSED, EnumSet.of(SIMULATED, EXPIRED, DISMISSED),
            SIMULATED, EnumSet.of(PROPOSED, APPROVED, EXPIRED, DISMISSED),
            APPROVED, EnumSet.of(PROPOSED, APPLYING, EXPIRED, DISMISSED),
            APPLYING, EnumSet.of(VERIFYING, ROLLED_BACK),
            VERIFYING, EnumSet.of(DONE, ROLLED_BACK));

    /** Whether that may come next. */
    public boolean leadsTo(State next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing was changed yet. */
    public boolean before() {
        return BEFORE.contains(this);
    }

    /** Whether something was changed and is not settled. */
    public boolean open() {
        return this == APPLYING || this == VERIFYING;
    }

    /** For machines: {@code rolled-back}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of that word; null: it is none. */
    public static @Nullable State of(String word) {
        for (State state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        return null;
    }
}
