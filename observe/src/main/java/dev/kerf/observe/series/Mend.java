package dev.kerf.observe.series;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What mends a lack: a file of its name among the resources. */
final class Mend {
    private Mend() {}

    /** Empty: nothing is known to. */
    static String of(String lack) {
        try (@Nullable InputStream in = Mend.class.getResourceAsStream("/dev/kerf/observe/mend/" + lack + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
