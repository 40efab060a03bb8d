package dev.kerf.sim.report;

import java.util.Locale;

/** Text made fit for HTML and SVG. */
final class Html {
    private Html() {}

    /** The text with what has a meaning in HTML written out. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A template filled in, numbers with points and thousands with commas whatever the locale. */
    @SuppressWarnings("AnnotateFormatMethod") // would need a library for one annotation
    static String fill(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}
