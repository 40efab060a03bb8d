package dev.kerf.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.objects.read.Warning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Input of tests, read: a fixture beside the tests, or a text that stands for standard input. */
public record Given(ReadResult result) {
    public static final ReadOptions OPTIONS = new ReadOptions(null, Instant.parse("2026-01-31T12:00:00Z"));

    /** The fixture {@code src/test/resources/dev/kerf/objects/NAME}, read under that name. */
    public static Given file(String name) {
        return text(content(name));
    }

    public static String content(String name) {
        try (InputStream in = Objects.requireNonNull(Given.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    public static Given text(String text) {
        return text(text, OPTIONS);
    }

    public static Given text(String text, ReadOptions options) {
        return new Given(ClusterReader.read(List.of("-"), options, new ByteArrayInputStream(text.getBytes(UTF_8))));
    }

    public Node node(String name) {
        return result.cluster().nodes().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node " + name));
    }

    public Task pending(String name) {
        return result.cluster().pending().stream()
                .filter(t -> t.id().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pending pod " + name + " but " + pendingNames()));
    }

    public Placement placed(String name) {
        return result.cluster().placed().stream()
                .filter(p -> p.task().id().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no placed pod " + name));
    }

    public List<String> pendingNames() {
        return result.cluster().pending().stream().map(t -> t.id().name()).toList();
    }

    public List<String> placedNames() {
        return result.cluster().placed().stream().map(p -> p.task().id().name()).toList();
    }

    /** The sentences of the reasons for which the pod is refused. */
    public List<String> refusals(String pod) {
        return pending(pod).refusals().stream().map(r -> r.message()).toList();
    }

    public List<String> warnings() {
        return result.warnings().stream().map(Warning::toString).toList();
    }
}
