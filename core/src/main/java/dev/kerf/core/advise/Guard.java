package dev.kerf.core.advise;

/**
 * A named check that can stop an action.
 *
 * @param name    stable, for machines: {@code enough-history}
 * @param passes  whether it lets the action be
 * @param message one sentence, true either way
 */
public record Guard(String name, boolean passes, String message) {
    /** Lets the action be. */
    public static Guard passed(String name, String message) {
        return new Guard(name, true, message);
    }

    /** Stops the action. */
    public static Guard failed(String name, String message) {
        return new Guard(name, false, message);
    }
}
