package dev.kerf.kube.lease;

import java.util.function.BooleanSupplier;

/** Whether this process is the one that writes. One that is alone always is. */
@FunctionalInterface
public interface Leader extends BooleanSupplier {
    /** Whether it may write now. */
    @Override
    boolean getAsBoolean();

    /**
     * Whether nobody else wrote since that moment, as {@link System#nanoTime} has it; of what was seen before, something may
     * have changed that no watch has told yet.
     */
    default boolean since(long moment) {
        return true;
    }

    /** Whether it is known who leads. */
    default boolean known() {
        return true;
    }
}
