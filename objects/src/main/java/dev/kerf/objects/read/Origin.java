package dev.kerf.objects.read;

/**
 * Where something was written.
 *
 * @param file as the caller named it; {@code -} for standard input
 * @param line from 1
 */
public record Origin(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
