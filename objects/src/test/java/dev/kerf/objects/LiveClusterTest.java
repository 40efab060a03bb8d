package dev.kerf.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.Item;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A cluster kept up to date object by object: what of it lasts from one look to the next. */
class LiveClusterTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private final LiveCluster live = new LiveCluster("kerf", warning -> {});

    private boolean put(String text) {
        boolean matters = false;
        for (Item item : items(text)) {
            matters |= live.put(item);
        }
        return matters;
    }

    private static List<Item> items(String text) {
        List<Item> items = new ArrayList<>();
        new Input(items::add, warning -> {})
                .read(List.of("-"), new ByteArrayInputStream(("---\n" + text).getBytes(UTF_8)));
        return items;
    }

    private Cluster at(int seconds) {
        return live.cluster(START.plusSeconds(seconds), Map.of());
    }

    private Gang gang(int seconds) {
        List<Gang> gangs = at(seconds).gangs();
        assertThat(gangs).hasSize(1);
        return gangs.getFirst();
    }

    private static String pod(String name, String node) {
        return """
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: team, uid: %s}, spec: {schedulerName: kerf, %s
                  schedulingGroup: {podGroupName: g}, containers: [{name: main}]}}
                ---
                """.formatted(name, name, node.isEmpty() ? "" : "nodeName: " + node + ",");
    }

    private static String card(String namespace, String name, String annotations, String limits) {
        return """
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s, uid: %s, labels: {runai-gpu-group: g},
                  annotations: {%s}}, spec: {schedulerName: kerf, nodeName: n1,
                  containers: [{name: main, resources: {limits: {%s}}}]}}
                ---
                """.formatted(name, namespace, name, annotations, limits);
    }

    @Test
    void whileAGangLacksPodsAnotherThatComesChangesNothing() {
        put("""
                {apiVersion: scheduling.k8s.io/v1beta1, kind: PodGroup, metadata: {name: g, namespace: team, uid: g},
                  spec: {schedulingPolicy: {gang: {minCount: 3}}}}
                """);
        assertThat(put(pod("a", ""))).isFalse();
        assertThat(put(pod("b", ""))).isFalse();
        live.remove(items(pod("b", "")).getFirst());
        assertThat(put(pod("c", ""))).as("two of three").isFalse();
        assertThat(put(pod("c", "n1"))).as("it is bound").isTrue();
        assertThat(put(pod("d", ""))).as("the third").isTrue();
        put(pod("a", "").replace("uid: a", "uid: another").replace("podGroupName: g", "podGroupName: other"));
        live.remove(items(pod("d", "")).getFirst());
        assertThat(put(pod("d", "")))
                .as("two of three, one is another gang's now")
                .isFalse();
        put(pod("a", "").replace("uid: a", "uid: third"));
        live.retain("Pod", Set.of("team/a"));
        assertThat(put(pod("e", ""))).as("two of three, told anew").isFalse();
        assertThat(put(pod("f", ""))).isTrue();
        assertThat(put(pod("g", ""))).as("more than three").isTrue();
        assertThat(put(pod("alone", "").replace("podGroupName: g", "podGroupName: unknown")))
                .isTrue();
    }

    /** Where others may have done their part already, a count of those that are there says nothing. */
    @Test
    void ofAGangThatHasStartedEachPodThatComesMatters() {
        put("""
                {apiVersion: scheduling.k8s.io/v1beta1, kind: PodGroup, metadata: {name: g, namespace: team, uid: g},
                  spec: {schedulingPolicy: {gang: {minCount: 3}}},
                  status: {conditions: [{type: PodGroupInitiallyScheduled, status: "True"}]}}
                """);
        assertThat(put(pod("a", ""))).isTrue();
    }

    @Test
    void aPodThatKeepsACardForOthersGoesWithItsNode() {
        put(card("kerf-resource-reservation", "gpu-reservation-g", "", "nvidia.com/gpu: 1"));
        Placement keeper = at(0).placed().getFirst();
        assertThat(keeper.task().ofItsNode()).isTrue();
        assertThat(keeper.task().need().gpu()).isEqualTo(new GpuNeed.Whole(1));
        put(card("team", "part", "gpu-fraction: '0.5'", ""));
        assertThat(at(1).placed())
                .extracting(each -> each.task().id().name() + " " + each.task().ofItsNode() + " "
                        + each.task().need().gpu().devices())
                .containsExactlyInAnyOrder("gpu-reservation-g true 0", "part false 1");
    }

    private static String group(String metadata) {
        return """
                {apiVersion: scheduling.k8s.io/v1beta1, kind: PodGroup, metadata: {name: g, namespace: team, uid: g, %s},
                  spec: {schedulingPolicy: {gang: {minCount: 2}}}}
                ---
                """.formatted(metadata);
    }

    @Test
    void itRemembersSinceWhenAGangIsShortAndForgetsItWhenItIsWholeAgain() {
        put(group("labels: {}") + pod("a", "n1") + pod("b", "n2"));
        assertThat(gang(0).shortSince()).isNull();
        live.remove(items(pod("b", "n2")).getFirst());
        put(pod("c", ""));
        assertThat(gang(10).shortSince()).isEqualTo(START.plusSeconds(10));
        assertThat(gang(20).shortSince()).isEqualTo(START.plusSeconds(10));
        assertThat(live.gangsWait()).isTrue();
        put(pod("c", "n2"));
        assertThat(gang(30).shortSince()).isNull();
    }

    @Test
    void aGangThatHasNotBegunIsNotShort() {
        put(group("labels: {}") + pod("a", "n1") + pod("b", ""));
        assertThat(gang(0).shortSince()).isNull();
    }

    @Test
    void podsHearWhatTheirPodGroupSaysLater() {
        put(group("labels: {}") + pod("a", ""));
        assertThat(at(0).pending().getFirst().queue()).isNull();
        put(group("labels: {kerf.dev/queue: research}"));
        assertThat(at(1).pending().getFirst().queue()).isEqualTo("research");
    }

    private String reasons() {
        return live.queueConditions().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue().word())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Test
    void queuesComeAndGoAndAreJudged() {
        put("{apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: a}, spec: {parent: company}}");
        assertThat(at(0).queues()).hasSize(1);
        assertThat(reasons()).isEqualTo("a: ParentMissing");
        put(
                "{apiVersion: kerf.dev/v1alpha1, kind: Queue, metadata: {name: company}, spec: {resources: {cpu: {guarantee: -1}}}}");
        assertThat(reasons()).isEqualTo("a: Ready, company: Invalid");
        live.unreadable("Queue", false);
        assertThat(at(1).queues()).isEmpty();
    }

    @Test
    void aQueueOfAnotherSchedulersIsNone() {
        put("{apiVersion: scheduling.run.ai/v2, kind: Queue, metadata: {name: a}}");
        assertThat(at(0).queues()).isEmpty();
    }

    /** That it began, or saved its work, lets nobody in. */
    @Test
    void aPodThatOnlyWentOnRunningDoesNotMatter() {
        String before = pod("a", "n1").replace("uid: a}", "uid: a, annotations: {}}");
        put(before);
        String after = before.replace(
                        "annotations: {}", "annotations: {kerf.dev/last-checkpoint: '2026-01-31T11:00:00Z'}")
                .replace("main}]}}", "main}]}, status: {startTime: '2026-01-31T10:00:00Z'}}");
        assertThat(put(after)).isFalse();
        assertThat(at(0).placed().getFirst().since()).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(at(0).placed().getFirst().task().terms().checkpoint()).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(put(after.replace("nodeName: n1", "nodeName: n2"))).isTrue();
    }

    @Test
    void aPodThatIsBeingBoundBeginsNow() {
        put(pod("a", ""));
        Cluster cluster = live.cluster(START, Map.of(new TaskId("team", "a"), new Assumed("a", "n1", List.of())));
        assertThat(cluster.placed().getFirst().since()).isEqualTo(START);
    }
}
