package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import org.junit.jupiter.api.Test;

/** What a cluster does by itself: owners make pods, kubelets run them, what nobody owns goes. */
abstract class ClusterContract extends Contract {
    private final String node;

    ClusterContract(Server server) {
        super(server);
        this.node = "node-of-" + namespace;
        kubectlReading("""
                        apiVersion: v1
                        kind: Node
                        metadata: {name: %s, labels: {type: kwok}}
                        """.formatted(node), "create", "-f", "-").text();
        String status =
                "{\"status\": {\"allocatable\": {\"cpu\": \"64\", \"pods\": \"110\"}, \"capacity\": {\"cpu\": \"64\", \"pods\": \"110\"}}}";
        patch(MERGE, "/api/v1/nodes/" + node + "/status", status).expect(200);
    }

    private void apply(String yaml) {
        kubectlReading(yaml.replace("NODE", node), "apply", "-f", "-").text();
    }

    private String field(String object, String path) {
        return kubectl("get", object, "--ignore-not-found", "-o", "jsonpath={" + path + "}")
                .text();
    }

    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {nodeName: NODE, terminationGracePeriodSeconds: 1, containers: [{name: main, image: "web:1"}]}
            """;

    @Test
    void theNodeIsReady() {
        Await.until(
                "Ready",
                () -> field("node/" + node, ".status.conditions[?(@.type==\"Ready\")].status"),
                "True"::equals);
    }

    @Test
    void aDeploymentRollsOutScalesAndGoesWithItsPods() {
        apply(WEB);
        kubectl("rollout", "status", "deploy/web", "--timeout=120s").text();
        assertThat(field("deploy/web", ".status.readyReplicas")).isEqualTo("3");
        assertThat(kubectl("get", "pods").text()).contains("1/1", "Running");
        kubectl("set", "image", "deploy/web", "main=web:2").text();
        kubectl("rollout", "status", "deploy/web", "--timeout=120s").text();
        assertThat(kubectl("get", "rs", "-o", "jsonpath={.items[*].spec.replicas}")
                        .text()
                        .split(" "))
                .containsExactlyInAnyOrder("0", "3");
        kubectl("rollout", "undo", "deploy/web").text();
        kubectl("rollout", "status", "deploy/web", "--timeout=120s").text();
        assertThat(kubectl("get", "rs", "-o", "name").text().lines()).hasSize(2);
        kubectl("scale", "deploy/web", "--replicas=1").text();
        Await.until(
                "one pod",
                () -> kubectl("get", "pods", "-o", "name").text().lines().count() == 1);
        kubectl("delete", "deploy", "web").text();
        Await.until(
                "no pods and no sets",
                () -> kubectl("get", "pods,rs", "-o", "name").text().isEmpty());
    }

    @Test
    void aJobRunsToItsEnd() {
        apply("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: train}
                spec:
                  completions: 3
                  parallelism: 2
                  completionMode: Indexed
                  template:
                    spec: {nodeName: NODE, restartPolicy: Never, containers: [{name: main, image: "train:1"}]}
                """);
        kubectl("wait", "--for=condition=Complete", "job/train", "--timeout=120s")
                .text();
        assertThat(field("job/train", ".status.succeeded")).isEqualTo("3");
        assertThat(kubectl("get", "job", "train").text()).contains("Complete", "3/3");
        String index = ".items[*].metadata.labels.batch\\.kubernetes\\.io/job-completion-index";
        assertThat(kubectl("get", "pods", "-o", "jsonpath={" + index + "}")
                        .text()
                        .split(" "))
                .containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    void aStatefulSetMakesNumberedPods() {
        apply("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  replicas: 2
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {nodeName: NODE, containers: [{name: main, image: "db:1"}]}
                """);
        kubectl("rollout", "status", "sts/db", "--timeout=120s").text();
        assertThat(kubectl("get", "pods", "-o", "name").text().lines()).containsExactly("pod/db-0", "pod/db-1");
        assertThat(field("pod/db-1", ".metadata.labels.apps\\.kubernetes\\.io/pod-index"))
                .isEqualTo("1");
    }

    @Test
    void aBudgetIsCountedAndKept() {
        apply(WEB);
        kubectl("create", "pdb", "budget", "--selector=app=web", "--min-available=3")
                .text();
        kubectl("rollout", "status", "deploy/web", "--timeout=120s").text();
        Await.until("three healthy pods", () -> field("pdb/budget", ".status.currentHealthy"), "3"::equals);
        assertThat(field("pdb/budget", ".status.disruptionsAllowed")).isEqualTo("0");
        String pod = field("pods", ".items[0].metadata.name");
        String eviction = """
                {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}
                """.formatted(pod, namespace);
        post(pods() + "/" + pod + "/eviction", eviction).expect(429);
    }

    @Test
    void aNamespaceGoesWithAllThatIsInIt() {
        String other = namespace + "-other";
        kubectl("create", "namespace", other).text();
        kubectl("-n", other, "create", "configmap", "kept", "--from-literal=a=b")
                .text();
        kubectl("delete", "namespace", other, "--timeout=120s").text();
        assertThat(kubectl("get", "namespace", other).err()).contains("not found");
    }
}
