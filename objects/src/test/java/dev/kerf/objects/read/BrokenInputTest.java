package dev.kerf.objects.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.Given;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a broken part of the input costs: itself, a sentence with its line, and no more than that. */
class BrokenInputTest {
    private static Given bytes(byte[] bytes) {
        return new Given(ClusterReader.read(List.of("-"), Given.OPTIONS, new ByteArrayInputStream(bytes)));
    }

    @Test
    void aBrokenYamlDocumentCostsOnlyItself() {
        Given given = Given.text("""
                kind: Pod
                metadata: {name: before}
                ---
                kind: Pod
                metadata:
                  name: "never ends
                ---
                kind: Pod
                metadata: {name: after}
                """);
        assertThat(given.pendingNames()).containsExactly("before", "after");
        assertThat(given.warnings())
                .singleElement()
                .asString()
                .matches("-:\\d: is not YAML: .*; the rest of this document, which begins on line 3, is not read");
    }

    @Test
    void itemsBeforeTheBreakAreKept() {
        Given given = Given.text("{\"items\": [{\"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}},\n{\"kind\": oops");
        assertThat(given.pendingNames()).containsExactly("a");
        assertThat(given.warnings())
                .singleElement()
                .asString()
                .startsWith("-:2: is not JSON: Unrecognized token 'oops'")
                .endsWith("; the rest of the file is not read");
    }

    @Test
    void aKeyWrittenTwiceIsNamedWithBothLines() {
        Given given = Given.text("""
                kind: Pod
                metadata:
                  name: a
                  labels:
                    app: one
                    app: two
                """);
        assertThat(given.refusals("a"))
                .containsExactly(
                        "has an impossible metadata.labels.app: is written twice, first on line 5; delete one of them");
        assertThat(given.warnings()).singleElement().asString().startsWith("-:6: Pod a: metadata.labels.app:");
        assertThat(Given.text("{\"kind\": \"Pod\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}}")
                        .warnings())
                .containsExactly("-:1: Pod a: kind: is written twice, first on line 1; delete one of them");
    }

    @Test
    void anchorsAndMergesAreFollowed() {
        Given given = Given.text("""
                kind: List
                shared: &labels {app: web, tier: front}
                items:
                - kind: Pod
                  metadata: {name: a, labels: {<<: *labels, tier: back}}
                """);
        assertThat(given.pending("a").labels())
                .containsOnly(java.util.Map.entry("app", "web"), java.util.Map.entry("tier", "back"));
    }

    @Test
    void anchorsInPartsThatAreSkippedAreKnownToo() {
        Given given = Given.text("""
                kind: Pod
                metadata:
                  managedFields: [{a: &name web}]
                  name: *name
                """);
        assertThat(given.pendingNames()).containsExactly("web");
    }

    @Test
    void aliasesThatMultiplyThemselvesAreCutOff() {
        StringBuilder bomb = new StringBuilder("kind: Pod\nmetadata: {name: a}\nspec:\n  a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            String before = "*a" + (i - 1);
            bomb.append("  a%d: &a%d [%s, %s, %s]\n".formatted(i, i, before, before, before));
        }
        Given given = Given.text(bomb + "---\nkind: Pod\nmetadata: {name: after}\n");
        assertThat(given.pendingNames()).containsExactly("after");
        assertThat(given.warnings())
                .singleElement()
                .asString()
                .contains("multiplies itself by its aliases; write the values out");
    }

    @Test
    void anAliasOfItselfIsNothing() {
        assertThat(Given.text("kind: Pod\nmetadata: &m {name: a, labels: {x: *m}}")
                        .refusals("a"))
                .containsExactly("has an impossible metadata.labels.x: alias *m names nothing that is complete here");
    }

    @Test
    void whatIsNestedTooDeepIsPassedOver() {
        String deep = "[".repeat(400) + "]".repeat(400);
        Given json =
                Given.text("{\"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}, \"spec\": {\"x\": " + deep + "}}");
        assertThat(json.refusals("a")).singleElement().asString().endsWith("is nested more than 100 levels deep");
        Given yaml = Given.text("kind: Pod\nmetadata: {name: a}\nspec: {x: " + deep + "}");
        assertThat(yaml.refusals("a")).singleElement().asString().endsWith("is nested more than 100 levels deep");
    }

    @Test
    void fieldsOfTheWrongFormAreNamed() {
        Given given = Given.text("""
                kind: Pod
                metadata: {name: a, labels: none, creationTimestamp: yesterday}
                spec: {containers: {name: a}, nodeSelector: [a], hostNetwork: perhaps}
                """);
        assertThat(given.refusals("a"))
                .contains(
                        "has an impossible metadata.labels: must be an object with fields",
                        "has an impossible metadata.creationTimestamp: “yesterday” is not a time; write it as"
                                + " 2026-01-31T12:00:00Z",
                        "has an impossible spec.containers: must be a list",
                        "has an impossible spec.nodeSelector: must be an object with fields",
                        "has an impossible spec.hostNetwork: “perhaps” is neither true nor false");
    }

    @Test
    void whatIsNoObjectIsLeftOut() {
        Given given = Given.text(
                "just text\n---\n- 1\n---\nmetadata: {name: a}\n---\nkind: Pod\n---\nkind: Node\nmetadata: {name: n}\n");
        assertThat(given.warnings())
                .startsWith(
                        "-:1: is not an object with apiVersion and kind; it is left out",
                        "-:3: is not an object with apiVersion and kind; it is left out",
                        "-:5: a: has no kind; it is left out",
                        "-:7: Pod: has no metadata.name; it is left out");
        assertThat(given.result().cluster().nodes()).hasSize(1);
    }

    @Test
    void whatIsNotUtf8CostsOnlyItsCharacters() {
        Given given = bytes("kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata: {name: b, labels: {x: é}}\n"
                .getBytes(ISO_8859_1));
        assertThat(given.pendingNames()).containsExactly("a", "b");
        assertThat(given.warnings())
                .containsExactly("-:5: has characters that are not UTF-8 and are not read; save the file as UTF-8");
    }

    @Test
    void aPackedFileCutShortKeepsWhatItHas() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 50_000; i++) {
                out.write(
                        "---\nkind: Pod\nmetadata: {name: p-%d}\n".formatted(i).getBytes(UTF_8));
            }
        }
        Given given = bytes(Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThat(given.pendingNames()).hasSizeBetween(10_000, 49_000);
        assertThat(given.warnings()).isNotEmpty().allMatch(w -> w.contains("cannot be read on"));
    }
}
