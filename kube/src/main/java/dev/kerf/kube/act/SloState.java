package dev.kerf.kube.act;

/** Whether what was promised of work is kept. */
sealed interface SloState {
    /** As far as can be seen, it is. */
    record Kept() implements SloState {}

    /** It is not. */
    record Broken(String why) implements SloState {}

    /** Nobody can say. */
    record Unseen(String why) implements SloState {}
}
