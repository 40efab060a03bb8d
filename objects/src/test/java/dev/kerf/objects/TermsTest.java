package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Task;
import dev.kerf.core.model.Terms;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what terms pods are: by their own word, their PodGroup's, their owners' and their namespace's, in this order. */
class TermsTest {
    private static String pod(String metadata, String spec) {
        return """
                {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: team, %s}, spec: {%s containers: [{name: main}]}}
                """.formatted(metadata, spec);
    }

    private static Terms terms(String text) {
        return yaml(text).pending("a").terms();
    }

    @Test
    void aPodThatSaysNothingIsOnTheUsualTerms() {
        assertThat(terms(pod("labels: {}", ""))).isEqualTo(Terms.USUAL);
    }

    @Test
    void everythingAPodSaysIsRead() {
        Terms terms = terms(pod("""
                labels: {kerf.dev/queue: research, user: ada},
                annotations: {kerf.dev/preemptible: "false", kerf.dev/last-checkpoint: "2026-01-31T11:30:00Z",
                              kerf.dev/preemption-delay: 5m}""", ""));
        assertThat(terms)
                .isEqualTo(new Terms(
                        "research", "ada", false, Instant.parse("2026-01-31T11:30:00Z"), Duration.ofMinutes(5)));
    }

    @Test
    void aPodsWordComesBeforeItsPodGroupsAndThatBeforeItsOwnersAndThatBeforeItsNamespaces() {
        String group = """
                ---
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: g, namespace: team, labels: {%s}, annotations: {kerf.dev/last-checkpoint: "2026-01-31T10:00:00Z"}}
                spec: {schedulingPolicy: {gang: {minCount: 1}}}
                ---
                {apiVersion: example.com/v1, kind: Trainer, metadata: {name: o, namespace: team,
                  labels: {kerf.dev/queue: owners, kerf.dev/user: bob, kerf.dev/preemptible: "false"}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: team, labels: {kerf.dev/queue: namespaces}}}
                """;
        String owned = "ownerReferences: [{kind: Trainer, name: o, controller: true}]";
        String member = "schedulingGroup: {podGroupName: g},";
        Terms all = terms(
                pod("labels: {kerf.dev/queue: pods}, " + owned, member) + group.formatted("kerf.dev/queue: groups"));
        assertThat(all)
                .isEqualTo(new Terms("pods", "bob", false, Instant.parse("2026-01-31T10:00:00Z"), Duration.ZERO));
        assertThat(terms(pod(owned, member) + group.formatted("kerf.dev/queue: groups"))
                        .queue())
                .isEqualTo("groups");
        assertThat(terms(pod(owned, member) + group.formatted("")).queue()).isEqualTo("owners");
        assertThat(terms(pod("labels: {}", member) + group.formatted("")).queue())
                .isEqualTo("namespaces");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels: {kai.scheduler/queue: q}                                                  | priority: 99,  | true
            labels: {kai.scheduler/queue: q}                                                  | priority: 100, | false
            labels: {kai.scheduler/queue: q, kai.scheduler/preemptibility: preemptible}       | priority: 100, | true
            labels: {kai.scheduler/queue: q, kai.scheduler/preemptibility: non-preemptible}   | priority: 1,   | false
            labels: {kerf.dev/queue: q}                                                       | priority: 100, | true
            labels: {kerf.dev/preemptible: "false"}                                           | priority: 1,   | false
            """)
    void workOfKaiKeepsItsRule(String metadata, String spec, boolean preemptible) {
        assertThat(terms(pod(metadata, spec)).preemptible()).isEqualTo(preemptible);
    }

    @Test
    void kaisPodGroupsSayTermsInTheirSpec() {
        Terms terms = terms(pod("annotations: {pod-group-name: g}", "priority: 50,") + """
                ---
                apiVersion: scheduling.run.ai/v2alpha2
                kind: PodGroup
                metadata: {name: g, namespace: team}
                spec: {minMember: 1, queue: train, preemptibility: non-preemptible, preemptionDelay: 90s}
                """);
        assertThat(terms).isEqualTo(new Terms("train", "", false, null, Duration.ofSeconds(90)));
    }

    @Test
    void whatMakesNoSenseIsARefusalOfThePod() {
        Given given =
                yaml(pod("annotations: {kerf.dev/last-checkpoint: yesterday, kerf.dev/preemption-delay: soon}", ""));
        assertThat(given.refusals("a"))
                .anyMatch(r -> r.contains("kerf.dev/last-checkpoint") && r.contains("is not a time"))
                .anyMatch(r -> r.contains("kerf.dev/preemption-delay") && r.contains("write it as 30s"));
    }

    @Test
    void aPromisedNodeIsRead() {
        Task task = yaml(pod("labels: {}", "").replace("}}\n", "}, status: {nominatedNodeName: n1}}\n"))
                .pending("a");
        assertThat(task.nominated()).isEqualTo("n1");
    }

    @Test
    void aPodThatStandsTellsSinceWhenAndByWhenItIsGone() {
        Given given = yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: old, deletionTimestamp: "2026-01-31T12:00:30Z"}
                spec: {nodeName: n1, containers: [{name: main}]}
                status: {phase: Running, startTime: "2026-01-31T09:00:00Z"}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: new}
                spec: {nodeName: n1, containers: [{name: main}]}
                status: {conditions: [{type: PodScheduled, status: "True", lastTransitionTime: "2026-01-31T11:59:00Z"}]}
                """);
        assertThat(given.placed("old").since()).isEqualTo(Instant.parse("2026-01-31T09:00:00Z"));
        assertThat(given.placed("old").goneBy()).isEqualTo(Instant.parse("2026-01-31T12:00:30Z"));
        assertThat(given.placed("new").since()).isEqualTo(Instant.parse("2026-01-31T11:59:00Z"));
        assertThat(given.placed("new").leaving()).isFalse();
    }

    /** They come again to the same node, or are somebody else's. */
    @Test
    void podsOfDaemonSetsAndOfOtherSchedulersAreNeverAskedToLeave() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s%s}
                spec: {nodeName: n1, schedulerName: %s, containers: [{name: main}]}
                ---
                """;
        Given given = yaml(pod.formatted("mine", "", "kerf")
                + pod.formatted("daemon", ", ownerReferences: [{kind: DaemonSet, name: d, controller: true}]", "kerf")
                + pod.formatted("foreign", "", "other"));
        assertThat(given.placed("mine").task().terms().preemptible()).isTrue();
        assertThat(given.placed("daemon").task().terms().preemptible()).isFalse();
        assertThat(given.placed("foreign").task().terms().preemptible()).isFalse();
    }

    /** Whoever its maker belongs to, and where nobody made it but the node. */
    @Test
    void podsThatComeAgainToTheSameNodeAreOfIt() {
        Given given = yaml("""
                {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: d, ownerReferences: [{kind: ClusterPolicy, name: gpus, controller: true}]}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: daemon, ownerReferences: [{kind: DaemonSet, name: d, controller: true}]}
                spec: {nodeName: n1, containers: [{name: main}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: static-n1, ownerReferences: [{kind: Node, name: n1, controller: true}]}
                spec: {nodeName: n1, containers: [{name: main}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec: {nodeName: n1, containers: [{name: main}]}
                """);
        assertThat(given.placed("daemon").task().ofItsNode()).isTrue();
        assertThat(given.placed("static-n1").task().ofItsNode()).isTrue();
        assertThat(given.placed("web").task().ofItsNode()).isFalse();
    }

    /** A text that begins with a brace would be taken for JSON. */
    private static Given yaml(String text) {
        return Given.text("---\n" + text);
    }
}
