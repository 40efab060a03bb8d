package dev.kerf.kube.act;

import dev.kerf.kube.api.Answer;

/** The server did not say what an action has to know, or did not take what it has to write. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int FORBIDDEN = 403;
    private final boolean forbidden;

    Unanswered(String path, Answer answer) {
        super(path + ": " + answer);
        this.forbidden = answer.code() == FORBIDDEN;
    }

    /** Whether Kerf lacks the right; the message names it. */
    boolean forbidden() {
        return forbidden;
    }
}
