package dev.kerf.objects.read;

/**
 * Something of the input that was not taken as it stands.
 *
 * @param file    as the caller named it; {@code -} for standard input; empty when it is about the input as a whole
 * @param line    from 1; 0 when it is about no line in particular
 * @param object  {@code Pod team/web-0}; empty when it is about no object in particular
 * @param message what is wrong and what was done about it
 */
public record Warning(String file, int line, String object, String message) {
    /** A warning about the input as a whole. */
    public static Warning general(String message) {
        return new Warning("", 0, "", message);
    }

    /** {@code FILE:LINE: OBJECT: MESSAGE}, without what is not known. */
    @Override
    public String toString() {
        String place = file.isEmpty() ? "" : line == 0 ? file + ": " : file + ":" + line + ": ";
        return place + (object.isEmpty() ? "" : object + ": ") + message;
    }
}
