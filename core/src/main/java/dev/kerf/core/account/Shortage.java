package dev.kerf.core.account;

/**
 * Why a queue may not be charged for more now.
 *
 * @param kind   what forbids it
 * @param queue  whose bound it is, by number
 * @param column of what
 * @param used   what counts towards the bound already
 * @param more   what would be added
 * @param most   the bound
 */
public record Shortage(Kind kind, int queue, int column, long used, long more, long most) {
    /** What forbids it. */
    public enum Kind {
        /** What it may have in all, by its limit or by what it may borrow. */
        LIMIT,
        /** What work that is not preemptible may have: the guarantee. */
        GUARANTEE,
        /** What one user's work may have in the queue. */
        USER,
        /** What others lend to nobody. */
        LENT
    }

    /** How much too much it would be. */
    public long over() {
        return used + more - most;
    }

    /** Whether nobody's leaving would help. */
    public boolean lasting() {
        return more > most;
    }
}
