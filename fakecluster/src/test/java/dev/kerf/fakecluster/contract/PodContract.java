package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the server knows of pods: defaults, priority, binding, deletion, eviction. */
abstract class PodContract extends Contract {
    private static String binding(String pod) {
        return "{\"metadata\": {\"name\": \"" + pod + "\"}, \"target\": {\"kind\": \"Node\", \"name\": \"node-a\"}}";
    }

    PodContract(Server server) {
        super(server);
    }

    @Test
    void aPodSaysWhatItLeftUnsaid() {
        String asked = """
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "main", "image": "registry/train:1",
                 "resources": {"limits": {"nvidia.com/gpu": 2, "cpu": "1"}}}]}}
                """;
        Reply made = post(pods(), asked).expect(201);
        JsonNode spec = made.body().path("spec");
        assertThat(made.text("spec", "schedulerName")).isEqualTo("default-scheduler");
        assertThat(made.text("spec", "restartPolicy")).isEqualTo("Always");
        assertThat(made.text("spec", "terminationGracePeriodSeconds")).isEqualTo("30");
        assertThat(made.text("spec", "priority")).isEqualTo("0");
        assertThat(made.text("spec", "preemptionPolicy")).isEqualTo("PreemptLowerPriority");
        assertThat(spec.path("tolerations")).hasSize(2);
        JsonNode container = spec.path("containers").path(0);
        assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent");
        assertThat(container.path("resources"))
                .isEqualTo(
                        json(
                                "{\"limits\": {\"cpu\": \"1\", \"nvidia.com/gpu\": \"2\"}, \"requests\": {\"cpu\": \"1\", \"nvidia.com/gpu\": \"2\"}}"));
        assertThat(made.text("status", "phase")).isEqualTo("Pending");
        assertThat(made.text("status", "qosClass")).isEqualTo("Burstable");
    }

    @Test
    void aPodMustMakeSense() {
        assertThat(post(pods(), "{\"metadata\": {\"name\": \"p\"}, \"spec\": {\"containers\": []}}")
                        .expect(422)
                        .text("message"))
                .isEqualTo("Pod \"p\" is invalid: spec.containers: Required value");
        String uneven = """
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "main", "image": "i",
                 "resources": {"limits": {"nvidia.com/gpu": 2}, "requests": {"nvidia.com/gpu": 1}}}]}}
                """;
        assertThat(post(pods(), uneven).expect(422).text("message")).contains("must be equal to nvidia.com/gpu limit");
        String quantity =
                uneven.replace("\"nvidia.com/gpu\": 2}", "\"cpu\": \"much\"}").replace("{\"nvidia.com/gpu\": 1}", "{}");
        post(pods(), quantity).expect(400);
    }

    @Test
    void priorityComesFromItsClass() {
        Reply critical = post(pods(), pod("p", "\"priorityClassName\": \"system-node-critical\", "))
                .expect(201);
        assertThat(critical.text("spec", "priority")).isEqualTo("2000001000");
        Reply none =
                post(pods(), pod("q", "\"priorityClassName\": \"no-such\", ")).expect(403);
        assertThat(none.text("message"))
                .isEqualTo("pods \"q\" is forbidden: no PriorityClass with name no-such was found");
    }

    @Test
    void isBoundOnce() {
        post(pods(), pod("p", "")).expect(201);
        Reply bound = post(pods() + "/p/binding", binding("p")).expect(201);
        assertThat(bound.text("status")).isEqualTo("Success");
        Reply pod = get(pods() + "/p");
        assertThat(pod.text("spec", "nodeName")).isEqualTo("node-a");
        assertThat(pod.text("status", "conditions", "0", "type")).isEqualTo("PodScheduled");
        assertThat(pod.text("status", "conditions", "0", "status")).isEqualTo("True");
        Reply again = post(pods() + "/p/binding", binding("p")).expect(409);
        assertThat(again.text("message"))
                .isEqualTo(
                        "Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"node-a\"");
        post(pods() + "/none/binding", binding("none")).expect(404);
        post(pods() + "/p/binding", binding("q")).expect(400);
    }

    @Test
    void bindsTheVeryPodThatIsMeant() {
        post(pods(), pod("p", "")).expect(201);
        String other = """
                {"metadata": {"name": "p", "uid": "00000000-0000-0000-0000-000000000000"}, "target": {"kind": "Node", "name": "node-a"}}
                """;
        post(pods() + "/p/binding", other).expect(409);
        post(pods(), pod("q", "\"schedulingGates\": [{\"name\": \"kerf.dev/wait\"}], "))
                .expect(201);
        assertThat(post(pods() + "/q/binding", binding("q")).expect(409).text("message"))
                .contains("schedulingGates");
    }

    @Test
    void aBindingMayAnnotate() {
        post(pods(), pod("p", "")).expect(201);
        String binding = """
                {"metadata": {"name": "p", "annotations": {"kerf.dev/device": "3"}}, "target": {"kind": "Node", "name": "node-a"}}
                """;
        post(pods() + "/p/binding", binding).expect(201);
        assertThat(get(pods() + "/p").text("metadata", "annotations", "kerf.dev/device"))
                .isEqualTo("3");
    }

    @Test
    void itsSpecStaysAsItIs() {
        post(pods(), pod("p", "")).expect(201);
        Reply moved = patch(MERGE, pods() + "/p", "{\"spec\": {\"nodeName\": \"node-a\"}}")
                .expect(422);
        assertThat(moved.text("message")).contains("pod updates may not change fields other than");
        patch(STRATEGIC, pods() + "/p", "{\"spec\": {\"containers\": [{\"name\": \"main\", \"image\": \"other\"}]}}")
                .expect(200);
    }

    @Test
    void onePendingGoesAtOnceAndOneBoundIsGivenTime() {
        post(pods(), pod("p", "")).expect(201);
        delete(pods() + "/p").expect(200);
        get(pods() + "/p").expect(404);
        post(pods(), pod("q", "\"nodeName\": \"node-a\", ")).expect(201);
        Reply leaving = delete(pods() + "/q?gracePeriodSeconds=60").expect(200);
        assertThat(leaving.text("metadata", "deletionTimestamp")).isNotEmpty();
        assertThat(leaving.text("metadata", "deletionGracePeriodSeconds")).isEqualTo("60");
        assertThat(post(pods() + "/q/eviction", eviction("q")).code()).isEqualTo(201);
        delete(pods() + "/q?gracePeriodSeconds=0").expect(200);
        get(pods() + "/q").expect(404);
    }

    private String eviction(String pod) {
        return """
                {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}
                """.formatted(pod, namespace);
    }

    private void runs(String name) {
        post(pods(), pod(name, "\"nodeName\": \"node-a\", ")).expect(201);
        String status =
                "{\"status\": {\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}";
        patch(MERGE, pods() + "/" + name + "/status", status).expect(200);
    }

    @Test
    void anEvictionMindsItsBudget() {
        runs("p");
        String budgets = in("/apis/policy/v1", "poddisruptionbudgets");
        String budget =
                "{\"metadata\": {\"name\": \"b\"}, \"spec\": {\"minAvailable\": 1, \"selector\": {\"matchLabels\": {\"app\": \"p\"}}}}";
        post(budgets, budget).expect(201);
        String none =
                "{\"status\": {\"observedGeneration\": 1, \"disruptionsAllowed\": 0, \"currentHealthy\": 1, \"desiredHealthy\": 1, \"expectedPods\": 1}}";
        patch(MERGE, budgets + "/b/status", none).expect(200);
        Reply refused = post(pods() + "/p/eviction", eviction("p")).expect(429);
        assertThat(refused.text("message"))
                .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(refused.text("details", "causes", "0", "reason")).isEqualTo("DisruptionBudget");
        assertThat(refused.text("details", "causes", "0", "message"))
                .isEqualTo("The disruption budget b needs 1 healthy pods and has 1 currently");
        patch(MERGE, budgets + "/b/status", none.replace("\"disruptionsAllowed\": 0", "\"disruptionsAllowed\": 1"))
                .expect(200);
        post(pods() + "/p/eviction", eviction("p")).expect(201);
        assertThat(get(pods() + "/p").text("metadata", "deletionTimestamp")).isNotEmpty();
        assertThat(get(budgets + "/b").text("status", "disruptionsAllowed")).isEqualTo("0");
        post(pods() + "/none/eviction", eviction("none")).expect(404);
    }

    @Test
    void aGangIsAnObjectOfBothVersions() {
        String groups = in("/apis/scheduling.k8s.io/v1beta1", "podgroups");
        String group =
                "{\"metadata\": {\"name\": \"g\"}, \"spec\": {\"schedulingPolicy\": {\"gang\": {\"minCount\": 4}}}}";
        post(groups, group).expect(201);
        assertThat(get(groups + "/g").text("spec", "schedulingPolicy", "gang", "minCount"))
                .isEqualTo("4");
        post(groups, group.replace("\"g\"", "\"h\"").replace("4", "0")).expect(422);
        Reply pod = post(pods(), pod("p", "\"schedulingGroup\": {\"podGroupName\": \"g\"}, "))
                .expect(201);
        assertThat(pod.text("spec", "schedulingGroup", "podGroupName")).isEqualTo("g");
    }
}
