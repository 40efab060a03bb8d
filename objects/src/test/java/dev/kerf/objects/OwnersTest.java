package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Task;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final Given OWNERS = Given.file("owners.yaml");
    private static final Given DUMP = Given.file("dump.yaml");

    @Test
    void ownersWithoutPodsGetAllOfThem() {
        assertThat(OWNERS.pendingNames())
                .containsExactly(
                        "db-5", "db-6", "web-0", "web-1", "train-0", "train-1", "once-0", "bare-set-0", "broken-0");
    }

    @Test
    void aPodMadeUpIsAsItsOwnerWouldMakeIt() {
        Task web = OWNERS.pending("web-1");
        assertThat(web.id()).hasToString("shop/web-1");
        assertThat(web.workload()).isEqualTo("Deployment/web");
        assertThat(web.labels()).containsEntry("app", "web");
        assertThat(web.need().cpu()).hasToString("2");
        assertThat(web.created()).isEqualTo("2026-01-30T08:00:00Z");
        assertThat(web.queue()).isEqualTo("q");
        assertThat(OWNERS.pending("db-6").labels()).containsEntry("apps.kubernetes.io/pod-index", "6");
    }

    @Test
    void aJobWantsWhatIsLeftToComplete() {
        assertThat(OWNERS.pending("train-1").need().gpu()).isEqualTo(new GpuNeed.Whole(1));
        assertThat(OWNERS.pending("train-1").labels())
                .containsEntry("batch.kubernetes.io/job-completion-index", "1")
                .containsEntry("batch.kubernetes.io/job-name", "train");
        assertThat(OWNERS.pending("train-1").workload()).isEqualTo("JobSet/llm");
    }

    @Test
    void ownersThatAreNotExpandedAreCounted() {
        assertThat(OWNERS.result().skipped())
                .containsOnly(
                        java.util.Map.entry("CronJob", 1),
                        java.util.Map.entry("DaemonSet", 1),
                        java.util.Map.entry("Pod (scheduler volcano)", 3));
        assertThat(OWNERS.warnings())
                .contains(
                        "DaemonSets count by their pods alone, and the input has none of these; add them to the input");
    }

    @Test
    void aBrokenTemplateRefusesItsPods() {
        assertThat(OWNERS.refusals("broken-0"))
                .containsExactly(
                        "has an impossible spec.replicas: “-1” is not a whole number from 0 to 100000",
                        "has an impossible gpu-fraction: “2” is not below 1; write a part such as 0.5 or 1/3, or ask for"
                                + " whole GPUs by nvidia.com/gpu");
    }

    @Test
    void aDumpOfOwnersAndPodsGivesEachPodOnceAndOnlyTheMissingOnesNew() {
        assertThat(DUMP.placedNames()).containsExactly("web-5d4f8-aaaaa", "kube-proxy-n1");
        assertThat(DUMP.pendingNames())
                .containsExactly(
                        "web-5d4f8-bbbbb",
                        "api-77c9-x",
                        "db-1",
                        "nightly-1-1-fghij",
                        "db-0",
                        "db-2",
                        "web-0",
                        "nightly-1-2",
                        "nightly-1-3");
    }

    @Test
    void theWorkloadIsTheTopmostOwnerKnown() {
        assertThat(DUMP.placed("web-5d4f8-aaaaa").task().workload()).isEqualTo("Deployment/web");
        assertThat(DUMP.pending("web-5d4f8-bbbbb").workload()).isEqualTo("Deployment/web");
        assertThat(DUMP.pending("api-77c9-x").workload()).isEqualTo("Deployment/api");
        assertThat(DUMP.pending("nightly-1-1-fghij").workload()).isEqualTo("CronJob/nightly");
        assertThat(DUMP.placed("kube-proxy-n1").task().workload()).isEqualTo("Pod/kube-proxy-n1");
    }

    @Test
    void ownersOfOneNameGiveEachPodANameOfItsOwn() {
        Given given = Given.text("""
                kind: List
                items:
                - {kind: Job, metadata: {name: a}, spec: {parallelism: 2, template: {}}}
                - {kind: StatefulSet, metadata: {name: a}, spec: {replicas: 2, template: {}}}
                - {kind: Pod, metadata: {name: a-3}}
                """);
        assertThat(given.pendingNames()).containsExactly("a-3", "a-0", "a-1", "a-2", "a-4");
        assertThat(given.pending("a-1").workload()).isEqualTo("StatefulSet/a");
    }
}
