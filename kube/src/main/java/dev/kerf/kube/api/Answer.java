package dev.kerf.kube.api;

import dev.kerf.objects.read.ServerStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * What an API server answered.
 *
 * @param code HTTP status; 0: it did not answer
 * @param body what it sent; of a refusal a Status object; of no answer the reason as text
 */
public record Answer(int code, byte[] body) {
    /** What gzip begins with; JSON never does. */
    private static final byte GZIP_0 = 0x1f;

    private static final byte GZIP_1 = (byte) 0x8b;
    private static final int BUFFER = 1 << 14;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int NOT_IN_TIME = 504;

    /** No answer, and why there is none. */
    public static Answer none(String why) {
        return new Answer(0, why.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of an answer that may have come packed, unpacked as it is read. */
    public InputStream stream() throws IOException {
        boolean packed = body.length > 2 && body[0] == GZIP_0 && body[1] == GZIP_1;
        InputStream in = new ByteArrayInputStream(body);
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }

    public boolean ok() {
        return code >= 200 && code < 300;
    }

    /** Whether asking again may help soon: no answer, overload, or a failure of the server's own. */
    public boolean passing() {
        return code == 0 || overloaded() || code >= 500;
    }

    /** Whether the server asks to be asked less. */
    public boolean overloaded() {
        return code == TOO_MANY && disruptionBudget().isEmpty();
    }

    /** What a PodDisruptionBudget says that forbids an eviction for now; empty: none does. */
    public String disruptionBudget() {
        return code == TOO_MANY ? ServerStatus.cause(body, "DisruptionBudget") : "";
    }

    /** Whether an object of that name is there already, perhaps since this was asked before and the answer was lost. */
    public boolean exists() {
        return code == CONFLICT && ServerStatus.reason(body).equals("AlreadyExists");
    }

    /** Whether what was asked may have been done all the same. */
    public boolean uncertain() {
        return code == 0 || code >= 500;
    }

    /** Whether the version asked for is gone, or is none of this server's: one restored from a backup counts anew. */
    public boolean versionUnknown() {
        return code == GONE || (code == NOT_IN_TIME && message().contains("Too large resource version"));
    }

    /** What the server says about a refusal, in its words. */
    public String message() {
        return code == 0 ? new String(body, StandardCharsets.UTF_8) : ServerStatus.message(body);
    }

    @Override
    public String toString() {
        return code + " " + message();
    }
}
