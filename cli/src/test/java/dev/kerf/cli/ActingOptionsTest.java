package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.objects.read.InputException;
import dev.kerf.server.act.ActingTerms;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whether the server acts on advice. */
class ActingOptionsTest {
    private static final URI OWN = URI.create("http://127.0.0.1:1/");

    @TempDir
    private Path folder = Path.of("");

    private @Nullable ActingTerms terms(@Nullable URI own, String... words) {
        List<String> noticed = new ArrayList<>();
        ActingOptions options = new ActingOptions();
        String audit = "--audit=" + folder.resolve("audit.jsonl");
        new CommandLine(options)
                .parseArgs(Stream.concat(Stream.of(audit), Stream.of(words)).toArray(String[]::new));
        ActingTerms terms = options.terms(own, InstantSource.system(), noticed::add);
        assertThat(noticed).isEmpty();
        return terms;
    }

    @Test
    void onARealClusterItActsOnlyWhereItIsToldTo() {
        assertThat(terms(null)).isNull();
        assertThat(terms(null, "--no-act")).isNull();
        assertThat(terms(null, "--act")).isNotNull();
    }

    @Test
    void inTheClusterItBringsItActsUnlessItIsToldNotTo() {
        assertThat(terms(OWN)).isNotNull();
        assertThat(terms(OWN, "--no-act")).isNull();
    }

    @Test
    void adviceIsWorkedOutNoMoreThanOnceAMinute() {
        assertThatThrownBy(() -> terms(OWN, "--advise-every=0"))
                .isInstanceOf(InputException.class)
                .hasMessage("--advise-every must be at least 1 minute, is 0");
    }
}
