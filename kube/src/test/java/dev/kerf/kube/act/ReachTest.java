package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.State;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may annotate an object cannot have Kerf do, with Kerf's rights, what they may not do themselves. */
class ReachTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Place WEB = Place.of("Deployment", "team", "web");
    private static final Place NODE = Place.node("n-1");

    private static Live live(Place place, String intent) {
        Map<String, Object> tree = Map.of("metadata", Map.of("uid", "u", "annotations", Map.of(Keys.ACTION, intent)));
        try {
            return new Live(place, ServerObject.read(Documents.bytes(tree)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Whether an intent with this step is believed where it stands. */
    private static boolean believed(Place anchor, Step step) {
        Health health = new Health(1, 1, new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        Intent intent = new Intent(
                "R04-web", "p", Intent.Follow.NONE, State.APPLYING, NOW, NOW, NOW, health, "", List.of(step));
        return Intent.on(live(anchor, intent.json())) != null;
    }

    @SuppressWarnings("unchecked")
    private static Step patch(Step.How how, Place place, String forward) {
        try {
            Object tree = ServerObject.read(forward.getBytes(UTF_8)).tree();
            return new Step(
                    how, place.path(), "u", (Map<String, Object>) java.util.Objects.requireNonNull(tree), Map.of());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | {"spec": {"template": {"spec": {"containers": [{"name": "main", "resources": {"requests": {"cpu": "1"}}}]}}}}
            true  | {"spec": {"template": {"metadata": {"annotations": {"gpu-fraction": null}}}}}
            true  | {"spec": {"template": {"spec": {"nodeSelector": {"gpu": "l4"}}}}}
            true  | {"spec": {"replicas": 3}}
            false | {"spec": {"template": {"spec": {"containers": [{"name": "main", "image": "theirs"}]}}}}
            false | {"spec": {"template": {"spec": {"serviceAccountName": "root"}}}}
            false | {"spec": {"template": {"spec": {"containers": [{"name": "main", "resources": {}, "command": ["sh"]}]}}}}
            false | {"spec": {"template": {"spec": {"$patch": "replace"}}}}
            false | {"metadata": {"annotations": {"other": "x"}}}
            """)
    void ofTheWorkloadOnlyWhatKerfChanges(boolean believed, String forward) {
        assertThat(believed(WEB, patch(Step.How.PATCH, WEB, forward))).isEqualTo(believed);
    }

    @Test
    void podsOfItsNamespaceAndNobodyElse() {
        String part =
                "{\"metadata\": {\"annotations\": {\"gpu-fraction\": \"0.2\", \"kerf.dev/gpu-portion\": \"0.2\"}}}";
        String size =
                "{\"spec\": {\"containers\": [{\"name\": \"main\", \"resources\": {\"requests\": {\"cpu\": \"1\"}}}]}}";
        Place own = Place.pod("team", "web-0");
        assertThat(believed(WEB, patch(Step.How.PATCH, own, part))).isTrue();
        assertThat(believed(WEB, patch(Step.How.RESIZE, own, size))).isTrue();
        assertThat(believed(WEB, patch(Step.How.PATCH, Place.pod("others", "web-0"), part)))
                .isFalse();
        assertThat(believed(
                        WEB,
                        patch(Step.How.PATCH, Place.of("Deployment", "team", "api"), "{\"spec\": {\"replicas\": 0}}")))
                .isFalse();
        assertThat(believed(WEB, patch(Step.How.PATCH, NODE, "{\"spec\": {\"unschedulable\": true}}")))
                .isFalse();
        assertThat(believed(WEB, new Step(Step.How.EVICT, own.path(), "u", Map.of(), Map.of())))
                .isFalse();
    }

    /** Whoever may annotate a workload could name any other pod, or select it. */
    @Test
    void thePodsThatAWorkloadMadeMayBeAskedToLeave() throws IOException {
        Live web = live(WEB, "");
        Live made = owned("ReplicaSet", "web-5f", "r");
        Live stranger = live(Place.pod("others", "web-0"), "");
        Step own = Step.evictOf(web, made);
        assertThat(Reach.covers(web, List.of(own))).isTrue();
        assertThat(own.concerns(made)).isTrue();
        assertThat(Reach.covers(web, List.of(Step.evictOf(web, stranger)))).isFalse();
        assertThat(Reach.covers(live(Place.of("Deployment", "team", "api"), ""), List.of(own)))
                .isFalse();
        assertThat(own.concerns(owned("StatefulSet", "db", "u"))).isFalse();
        assertThat(own.concerns(owned("ReplicaSet", "web-canary-5f", "r"))).isFalse();
        Live set = live(Place.of("StatefulSet", "team", "db"), "");
        assertThat(Step.evictOf(set, made).concerns(owned("StatefulSet", "db", "u")))
                .isTrue();
        assertThat(Step.evictOf(set, made).concerns(owned("StatefulSet", "db", "v")))
                .isFalse();
    }

    /** A pod whose controller that is. */
    private static Live owned(String kind, String name, String uid) throws IOException {
        String tree = """
                {"metadata": {"uid": "u", "labels": {"pod-template-hash": "5f"},
                 "ownerReferences": [{"kind": "%s", "name": "%s", "uid": "%s", "controller": true}]}}
                """.formatted(kind, name, uid);
        return new Live(Place.pod("team", "web-0"), ServerObject.read(tree.getBytes(UTF_8)));
    }

    @Test
    void ofANodeItsCordonAndThePodsThatStandOnIt() {
        Place pod = Place.pod("team", "web-0");
        Live node = live(NODE, "");
        Live other = live(Place.node("n-2"), "");
        assertThat(believed(NODE, patch(Step.How.PATCH, NODE, "{\"spec\": {\"unschedulable\": true}}")))
                .isTrue();
        assertThat(believed(NODE, patch(Step.How.PATCH, NODE, "{\"spec\": {\"taints\": []}}")))
                .isFalse();
        assertThat(believed(NODE, Step.evict(live(pod, ""), node))).isTrue();
        assertThat(believed(NODE, Step.evict(live(pod, ""), other))).isFalse();
        assertThat(believed(NODE, new Step(Step.How.EVICT, pod.path(), "u", Map.of(), Map.of())))
                .isFalse();
    }

    @Test
    void whatIsWrittenBackCountsTheSame() {
        Map<String, Object> replicas = Map.of("spec", Map.of("replicas", 1));
        Map<String, Object> images = Map.of("spec", Map.of("paused", true));
        assertThat(believed(WEB, new Step(Step.How.PATCH, WEB.path(), "u", replicas, images)))
                .isFalse();
    }
}
