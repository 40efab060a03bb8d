package dev.kerf.objects.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a YAML stream, cut before each line that begins with {@code ---}, so that a broken one costs only
 * itself. YAML allows no such line inside a document, not even in a block of text. Directives are taken for blank lines.
 */
final class DocumentSplitter {
    private static final char REPLACEMENT = '\uFFFD';
    private final BufferedReader lines;
    private int lineNumber;
    private int undecoded;
    private @Nullable String ahead;

    DocumentSplitter(Reader text) throws IOException {
        this.lines = new BufferedReader(text, 1 << 16);
        advance();
    }

    private void advance() throws IOException {
        ahead = null; // what cannot be read ends the text
        ahead = lines.readLine();
        lineNumber++;
        if (undecoded == 0 && ahead != null && ahead.indexOf(REPLACEMENT) >= 0) {
            undecoded = lineNumber;
        }
    }

    /** The first line with bytes that mean nothing in the text's encoding; 0: none so far. */
    int undecodedLine() {
        return undecoded;
    }

    boolean hasNext() {
        return ahead != null;
    }

    /** The line the next document begins on, from 1. */
    int line() {
        return lineNumber;
    }

    /** The text of the next document; it must be read to its end, or skipped, before the one after it. */
    Document next() {
        return new Document();
    }

    private static boolean begins(String line) {
        return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    /** One document, ending where the next begins. */
    final class Document extends Reader {
        private String line = "";
        private int position;
        private boolean begun;
        private boolean directives = true;

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int done = 0;
            while (done < length && (position < line.length() || fetch())) {
                int part = Math.min(length - done, line.length() - position);
                line.getChars(position, position + part, buffer, offset + done);
                position += part;
                done += part;
            }
            return done == 0 && length > 0 ? -1 : done;
        }

        private boolean fetch() throws IOException {
            String next = ahead;
            if (next == null || (begun && begins(next))) {
                return false;
            }
            begun = true;
            directives = directives && (next.isBlank() || next.startsWith("%") || next.startsWith("#"));
            line = (directives && next.startsWith("%") ? "" : next) + "\n";
            position = 0;
            advance();
            return true;
        }

        void skip() throws IOException {
            while (fetch()) {
                position = line.length();
            }
        }

        @Override
        public void close() {}
    }
}
