package dev.kerf.contest;

import java.util.Arrays;
import java.util.Optional;

/** Who takes part. */
public enum Contender {
    /** A client that knows where every pod goes and only binds: the ceiling. */
    BARE("bare", "nobody"),
    /** Kubernetes' own. */
    KUBE_SCHEDULER("kube-scheduler", "default-scheduler"),
    /** Ours, started as anybody would. */
    KERF("kerf", "kerf");

    private final String word;
    private final String schedulerName;

    Contender(String word, String schedulerName) {
        this.word = word;
        this.schedulerName = schedulerName;
    }

    /** As it is written, {@code kube-scheduler}. */
    public String word() {
        return word;
    }

    /** The contender of that name. */
    public static Optional<Contender> named(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }

    /** The {@code spec.schedulerName} of the pods that are its own. */
    String schedulerName() {
        return schedulerName;
    }
}
