package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.model.TopologyLevels;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How close together gangs stand, as Kubernetes, Kerf, KAI and Kueue say it, and the topologies those levels are of. */
class TopologyTest {
    private static final String LEVELS = """
            apiVersion: kai.scheduler/v1alpha1
            kind: Topology
            metadata: {name: hall}
            spec: {levels: [{nodeLabel: example.com/block, alias: block}, {nodeLabel: example.com/rack, alias: rack}]}
            ---
            """;

    private static Gang gang(String text) {
        List<Gang> gangs = yaml(text).result().cluster().gangs();
        assertThat(gangs).hasSize(1);
        return gangs.getFirst();
    }

    private static String group(String metadata, String spec) {
        return """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: g, %s}
                spec: {schedulingPolicy: {gang: {minCount: 2}}, %s}
                ---
                """.formatted(metadata, spec);
    }

    private static String pod(String metadata) {
        return "{kind: Pod, metadata: {name: a, " + metadata
                + "}, spec: {schedulingGroup: {podGroupName: g}, containers: [{name: main}]}}\n---\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kerf.dev/topology-required: example.com/rack           | example.com/rack |
            kerf.dev/topology-preferred: rack                      |                  | example.com/rack
            kai.scheduler/topology-required-placement: block       | example.com/block|
            kueue.x-k8s.io/podset-preferred-topology: example.com/rack |              | example.com/rack
            kueue.x-k8s.io/podset-required-topology: zone          | zone             |
            """)
    void aPodGroupOrItsPodsSayTheLevelByAnnotation(String annotation, String required, String preferred) {
        TopologyConstraint expected = new TopologyConstraint(required, preferred);
        String said = "annotations: {" + annotation + "}";
        assertThat(gang(LEVELS + group(said, "") + pod("labels: {}")).whole().topology())
                .isEqualTo(expected);
        assertThat(gang(LEVELS + group("labels: {}", "") + pod(said)).whole().topology())
                .isEqualTo(expected);
    }

    @Test
    void kubernetesOwnConstraintIsARequiredLevel() {
        String constraint = "schedulingConstraints: {topology: [{key: topology.kubernetes.io/rack}]}";
        assertThat(gang(group("labels: {}", constraint) + pod("labels: {}"))
                        .whole()
                        .topology())
                .isEqualTo(TopologyConstraint.required("topology.kubernetes.io/rack"));
    }

    @Test
    void eachPartOfAKaiPodGroupHasItsOwn() {
        Gang gang = gang(LEVELS + """
                apiVersion: scheduling.run.ai/v2alpha2
                kind: PodGroup
                metadata: {name: g, annotations: {kai.scheduler/staleness-grace-period: 5m,
                  kai.scheduler/stale-podgroup-timestamp: "2026-01-31T11:00:00Z"}}
                spec:
                  topologyConstraint: {topology: hall, requiredTopologyLevel: block}
                  subGroups:
                    - {name: prefill, minMember: 1, topologyConstraint: {topology: hall, requiredTopologyLevel: rack}}
                    - {name: decode, minMember: 1, topologyConstraint: {topology: hall, preferredTopologyLevel: rack}}
                ---
                {kind: Pod, metadata: {name: a, annotations: {pod-group-name: g}, labels: {kai.scheduler/subgroup-name: decode}}, spec: {containers: [{name: main}]}}
                """);
        assertThat(gang.whole().topology()).isEqualTo(TopologyConstraint.required("example.com/block"));
        assertThat(gang.whole().parts().stream().map(Part::topology))
                .containsExactly(
                        TopologyConstraint.required("example.com/rack"),
                        TopologyConstraint.preferred("example.com/rack"));
        assertThat(gang.grace()).hasMinutes(5);
        assertThat(gang.shortSince()).isEqualTo("2026-01-31T11:00:00Z");
    }

    @Test
    void segmentsArePartsByRank() {
        String job = """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: train
                  annotations: {kai.scheduler/batch-min-member: "5", kai.scheduler/segment-size: "2", kai.scheduler/topology: hall,
                                kai.scheduler/segment-topology-required-placement: rack}
                spec: {parallelism: 6, completions: 6, completionMode: Indexed, template: {spec: {containers: [{name: main}]}}}
                """;
        Given given = yaml(LEVELS + job);
        Gang gang = given.result().cluster().gangs().getFirst();
        assertThat(gang.whole().parts().stream()
                        .map(p ->
                                p.id() + " " + p.minTasks() + " " + p.topology().required())
                        .collect(Collectors.joining("; ")))
                .isEqualTo("Job/train/segment-0 2 example.com/rack; Job/train/segment-1 2 example.com/rack;"
                        + " Job/train/segment-2 1 example.com/rack");
        assertThat(gang.whole().minTasks()).isEqualTo(5);
        assertThat(gang.whole().minParts()).isEqualTo(3);
        assertThat(given.result().cluster().pending().stream().map(t -> String.valueOf(t.part())))
                .containsExactly(
                        "Job/train/segment-0",
                        "Job/train/segment-0",
                        "Job/train/segment-1",
                        "Job/train/segment-1",
                        "Job/train/segment-2",
                        "Job/train/segment-2");
    }

    @Test
    void topologiesAreTheClustersLevels() {
        Given given = yaml(LEVELS + """
                apiVersion: kueue.x-k8s.io/v1beta1
                kind: Topology
                metadata: {name: other}
                spec: {levels: [{nodeLabel: zone}, {nodeLabel: zone}, {}]}
                """);
        assertThat(given.result().cluster().topologies())
                .containsExactly(
                        new TopologyLevels("hall", List.of("example.com/block", "example.com/rack")),
                        new TopologyLevels("other", List.of("zone")));
        assertThat(given.warnings())
                .anyMatch(w -> w.contains("is there already"))
                .anyMatch(w -> w.contains("names no nodeLabel"));
    }

    /** A text that begins with a brace would be taken for JSON. */
    private static Given yaml(String text) {
        return Given.text("---\n" + text);
    }
}
