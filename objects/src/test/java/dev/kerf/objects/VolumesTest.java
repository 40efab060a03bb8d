package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumesTest {
    private static final Given VOLUMES = Given.file("volumes.yaml");

    private static List<String> reach(String pod) {
        return VOLUMES.pending(pod).constraints().volumes().stream()
                .map(v -> v.claim() + " from " + v.terms())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "bound, bound from [zone=c]",
        "labelled, labelled from [topology.kubernetes.io/zone=a|b]",
        "waiting, waiting from [zone=a|b]",
        "waiting-for-a-disk, waiting-for-a-disk from [host=n1]",
        "scratch, scratch-tmp from [zone=a|b]",
        "db-0, data-db-0 from [zone=a|b]"
    })
    void podsAreKeptToWhereTheirVolumesAreOrCanBeMade(String pod, String reach) {
        assertThat(reach(pod)).containsExactly(reach);
        assertThat(VOLUMES.refusals(pod)).isEmpty();
    }

    @Test
    void aVolumeThatCanBeMadeAnywhereKeepsNobodyAway() {
        assertThat(reach("waiting-anywhere")).isEmpty();
        assertThat(VOLUMES.refusals("waiting-anywhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "missing, it is not found",
        "volume-gone, its volume pv-2 is not found",
        "lost, its volume pv-1 is lost",
        "not-waiting, 'it is not bound, and its storage class at-once does not wait for the pod'",
        "no-disk-so-large, no volume of storage class local is free for it",
        "classless, it is not bound and has no storage class",
        "class-gone, 'it is not bound, and its storage class nowhere is not found'"
    })
    void aClaimThatCannotBeJudgedRefusesThePod(String pod, String problem) {
        assertThat(VOLUMES.refusals(pod)).containsExactly("waits for its volume claim " + pod + ": " + problem);
    }

    @Test
    void anInputWithoutClaimsIsSaidOnceAndKeepsNobodyAway() {
        Given given = Given.text("""
                apiVersion: v1
                kind: List
                items:
                - {kind: Pod, metadata: {name: a}, spec: {volumes: [{persistentVolumeClaim: {claimName: x}}]}}
                - {kind: Pod, metadata: {name: b}, spec: {volumes: [{persistentVolumeClaim: {claimName: y}}]}}
                """);
        assertThat(given.refusals("a")).isEmpty();
        assertThat(given.warnings())
                .containsExactly("the input has no PersistentVolumeClaim object, so pods are not kept to where their"
                        + " volumes are; add them to the input");
    }
}
