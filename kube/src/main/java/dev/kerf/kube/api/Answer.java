package dev.kerf.kube.api;

import dev.kerf.objects.read.ServerStatus;

/**
 * What an API server answered.
 *
 * @param code HTTP status; 0: it did not answer
 * @param body what it sent; of a refusal a Status object; of no answer the reason as text
 */
public record Answer(int code, byte[] body) {
    private static final int TOO_MANY = 429;

    public boolean ok() {
        return code >= 200 && code < 300;
    }

    /** Whether asking again may help: no answer, overload, or a failure of the server's own. */
    public boolean passing() {
        return code == 0 || code == TOO_MANY || code >= 500;
    }

    /** Whether what was asked may have been done all the same. */
    public boolean uncertain() {
        return code == 0 || code >= 500;
    }

    /** What the server says about a refusal, in its words. */
    public String message() {
        return code == 0 ? new String(body, java.nio.charset.StandardCharsets.UTF_8) : ServerStatus.message(body);
    }

    @Override
    public String toString() {
        return code + " " + message();
    }
}
