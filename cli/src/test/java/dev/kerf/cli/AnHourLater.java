package dev.kerf.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import picocli.CommandLine;

/** {@code kerf apply} as it runs an hour later: what was looked after long enough is settled. */
final class AnHourLater {
    private static final Duration LATER = Duration.ofHours(1);

    private AnHourLater() {}

    /** All its words, {@code apply} the first of them. */
    public static void main(String[] words) {
        System.exit(run(new PrintWriter(System.out, true, UTF_8), words));
    }

    static int run(PrintWriter out, String... words) {
        return new CommandLine(new ApplyCommand(() -> Instant.now().plus(LATER)))
                .setOut(out)
                .execute(Arrays.copyOfRange(words, 1, words.length));
    }
}
