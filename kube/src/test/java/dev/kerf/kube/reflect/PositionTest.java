package dev.kerf.kube.reflect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a watch has come, line by line. */
class PositionTest {
    private final Remembered sink = new Remembered();
    private final List<String> said = new ArrayList<>();
    private final Position position =
            new Position("7", new Resource("ConfigMap", "/api/v1/configmaps"), sink, new Backoff(said::add));

    private void line(String type, String kind, String metadata) {
        String json = "{\"type\":\"%s\",\"object\":{\"kind\":\"%s\",\"metadata\":{%s}}}";
        position.line(json.formatted(type, kind, metadata).getBytes(UTF_8));
    }

    @Test
    void eventsAndBookmarksMoveTheVersion() {
        assertThat(position.version()).isEqualTo("7");
        line("ADDED", "ConfigMap", "\"name\":\"a\",\"namespace\":\"n\",\"resourceVersion\":\"8\"");
        assertThat(position.version()).isEqualTo("8");
        line("BOOKMARK", "ConfigMap", "\"resourceVersion\":\"50\"");
        assertThat(position.version()).isEqualTo("50");
        assertThat(position.progress()).isTrue();
        assertThat(position.progress()).isFalse();
        assertThat(sink.names()).containsExactly("n/a");
    }

    @Test
    void anErrorLosesTheWatchAndNothingCountsAfterIt() {
        line("ERROR", "Status", "");
        assertThat(position.lost()).isTrue();
        line("ADDED", "ConfigMap", "\"name\":\"b\",\"namespace\":\"n\",\"resourceVersion\":\"9\"");
        assertThat(sink.names()).isEmpty();
    }

    @Test
    void aLineThatIsNoEventLosesTheWatchAndIsSaid() {
        position.line("{\"type\":".getBytes(UTF_8));
        assertThat(position.lost()).isTrue();
        assertThat(said).singleElement().asString().contains("cannot read the server's configmaps");
    }

    @Test
    void nothingCountsAfterTheWatchWasGivenUp() {
        position.close();
        line("ADDED", "ConfigMap", "\"name\":\"c\",\"namespace\":\"n\",\"resourceVersion\":\"9\"");
        assertThat(sink.names()).isEmpty();
    }
}
