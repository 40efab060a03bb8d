package dev.kerf.kube.act;

/** Whether what was promised of work is kept. */
sealed interface Verdict {
    /** As far as can be seen, it is. */
    record Kept() implements Verdict {}

    /** It is not. */
    record Broken(String why) implements Verdict {}

    /** Nobody can say. */
    record Unseen(String why) implements Verdict {}
}
