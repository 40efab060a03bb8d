package dev.kerf.objects.read;

import org.jspecify.annotations.Nullable;

/** A stream of JSON or YAML tokens. Keys come as scalars; documents follow each other without a mark between. */
interface Tokens {
    /** The kinds of tokens. */
    enum Token {
        MAP,
        MAP_END,
        LIST,
        LIST_END,
        SCALAR,
        ALIAS,
        /** Nothing follows. */
        END
    }

    /**
     * The next token.
     *
     * @throws Malformed if the text is broken here; what follows may still be readable
     */
    Token next() throws Malformed;

    /** The text of the last scalar, or the anchor that the last alias names. */
    String text() throws Malformed;

    /** The last scalar is a text for certain, not a number, truth value or null. */
    boolean quoted();

    /** The line of the last token, from 1. */
    int line();

    /** The name under which the last token's value may be used again. */
    @Nullable
    String anchor();

    /** A text that cannot be read on from where it breaks. */
    final class Malformed extends Exception {
        private final int line;

        Malformed(int line, String problem) {
            super(problem);
            this.line = line;
        }

        int line() {
            return line;
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }
}
