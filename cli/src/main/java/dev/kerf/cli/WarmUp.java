package dev.kerf.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The training run of the AOT cache: runs each line of standard input as a command, output thrown away; {@code up}, which
 * does not end by itself, as a {@link Rehearsal}.
 */
final class WarmUp {
    private WarmUp() {}

    public static void main(String[] args) throws IOException {
        var nowhere = new PrintWriter(Writer.nullWriter());
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals("up")) {
                    Rehearsal.play();
                } else {
                    Main.run(nowhere, nowhere, line.strip().split("\\s+"));
                }
            }
        }
    }
}
