package dev.kerf.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Events as lines. */
class EventLogTest {
    private final List<String> lines = new ArrayList<>();

    private EventLog log(LogFormat format, Level least) {
        return new EventLog(format, least, InstantSource.fixed(Instant.ofEpochMilli(1_790_000_000_123L)), lines::add);
    }

    @Test
    void textIsLogfmt() {
        log(LogFormat.TEXT, Level.INFO).say(Level.INFO, "held", "pod", "team/a", "message", "needs \"8\" GPUs", "n", 3);
        assertThat(lines)
                .containsExactly("time=2026-09-21T14:13:20.123Z level=info event=held pod=team/a"
                        + " message=\"needs \\\"8\\\" GPUs\" n=3");
    }

    @Test
    void jsonIsOneObject() {
        log(LogFormat.JSON, Level.INFO).say(Level.WARN, "trouble", "message", "a\nb", "n", 3);
        assertThat(lines)
                .containsExactly("{\"time\":\"2026-09-21T14:13:20.123Z\",\"level\":\"warn\",\"event\":\"trouble\","
                        + "\"message\":\"a\\nb\",\"n\":3}");
    }

    @Test
    void whatMattersLessIsLeftOut() {
        EventLog log = log(LogFormat.TEXT, Level.INFO);
        log.say(Level.DEBUG, "cycle");
        assertThat(lines).isEmpty();
        assertThat(log.writes(Level.WARN)).isTrue();
        assertThat(log.writes(Level.TRACE)).isFalse();
    }

    @Property(tries = 200)
    void noValueMakesALineOfItsOwn(@ForAll String value) {
        lines.clear();
        log(LogFormat.TEXT, Level.INFO).say(Level.INFO, "held", "message", value);
        log(LogFormat.JSON, Level.INFO).say(Level.INFO, "held", "message", value);
        assertThat(lines).allMatch(line -> line.chars().noneMatch(c -> c < ' '));
    }
}
