package dev.kerf.observe.prometheus;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A Prometheus that does not answer, or not so that it can be used; one sentence with its address. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean question;

    private SourceException(String message, boolean question, @Nullable Throwable cause) {
        super(message, cause);
        this.question = question;
    }

    /** It cannot be used at all. */
    static SourceException of(URI call, String what, @Nullable Throwable cause) {
        return new SourceException(plain(call) + " " + what, false, cause);
    }

    /** It does not answer this question; others it may. */
    static SourceException refused(URI call, String what) {
        return new SourceException(plain(call) + " " + what, true, null);
    }

    /** Whether only this question is not answered. */
    public boolean ofTheQuestion() {
        return question;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    private static String plain(URI call) {
        String text = call.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
