package dev.kerf.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plots on a real control plane with controllers, kube-scheduler and kwok, all alike and none knowing of the others. On node
 * {@code wide-N} of plot N two pods of Deployment {@code web-N} have two GPUs each and want more CPU than they ask for; on node
 * {@code spare-N} two pods of {@code few-N} have a GPU each, and room on the other node. An embedded cluster with the same nodes
 * and pods tells, as a Prometheus, what they did for a day.
 */
final class Plots implements AutoCloseable {
    private static final String NODE = """
            ---
            apiVersion: v1
            kind: Node
            metadata:
              name: NODE
              annotations: {kerf.dev/told-for: 1d}
              labels:
                type: kwok
                plot: "PLOT"
                kubernetes.io/hostname: NODE
                nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB
                nvidia.com/gpu.memory: "81920"
                node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4
            status:
              capacity: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "GPUS"}
              allocatable: {cpu: "96", memory: 1152Gi, pods: "110", nvidia.com/gpu: "GPUS"}
              conditions: [{type: Ready, status: "True"}]
            """;
    private static final String DEPLOYMENT = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: NAME}
            spec:
              replicas: 2
              selector: {matchLabels: {app: NAME}}
              template:
                metadata: {labels: {app: NAME}}
                spec:
                  nodeSelector: {SELECTOR}
                  terminationGracePeriodSeconds: 0
                  containers: [{name: main, image: none, RESOURCES}]
            """;
    private static final String TWIN = """
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: NAME
              namespace: NAMESPACE
              annotations:
                kerf.dev/told-for: 1d
                kerf.dev/load: "{gpu: 0.3, gpuMemory: 20Gi, cpu: 0.97, memory: 1Gi}"
            spec: {nodeName: NODE, containers: [{name: main, image: none, RESOURCES}]}
            """;
    private final TestNamespace namespace;
    private final FakeCluster twin;
    /** The pods that both have. */
    private final Set<String> twins = new TreeSet<>();

    private Plots(TestNamespace namespace, FakeCluster twin) {
        this.namespace = namespace;
        this.twin = twin;
    }

    /** So many of them, with all their pods running. */
    static Plots on(ControlPlane plane, int count) throws IOException {
        TestNamespace namespace = plane.freshNamespace();
        FakeCluster twin = FakeCluster.start(Settings.whole().measured(Duration.ofMinutes(1)));
        Plots plots = new Plots(namespace, twin);
        // Where else there is nothing yet, they stand where they are to stand.
        plots.make(count, n -> node("spare-" + n, n, 8));
        plots.apply(count, n -> deployment("few-" + n, 1, "plot: \"" + n + "\""));
        plots.awaitPods(".spec.nodeName", "spare-", 2 * count);
        plots.make(count, n -> node("wide-" + n, n, 6));
        plots.apply(count, n -> deployment("web-" + n, 2, "kubernetes.io/hostname: wide-" + n));
        plots.awaitPods(".status.phase", "Running", 4 * count);
        plots.measure(4 * count);
        plots.resizable();
        return plots;
    }

    private static String all(int count, IntFunction<String> each) {
        return IntStream.rangeClosed(1, count).mapToObj(each).collect(Collectors.joining());
    }

    /** Nodes here and there. */
    private void make(int count, IntFunction<String> node) {
        String nodes = all(count, node);
        namespace.plane().kubectl().reading(nodes).run("create", "-f", "-").text();
        twin.create(nodes);
    }

    private void apply(int count, IntFunction<String> each) {
        namespace.apply(all(count, each)).text();
    }

    private void awaitPods(String field, String prefix, int count) {
        var _ = namespace.awaitAll(
                "pods",
                field,
                seen -> seen.values().stream()
                                .filter(value -> value.startsWith(prefix))
                                .count()
                        == count);
    }

    private static String node(String name, int plot, int gpus) {
        return NODE.replace("NODE", name)
                .replace("PLOT", Integer.toString(plot))
                .replace("GPUS", Integer.toString(gpus));
    }

    private static String deployment(String name, int gpus, String selector) {
        return DEPLOYMENT.replace("NAME", name).replace("SELECTOR", selector).replace("RESOURCES", resources(gpus));
    }

    private static String resources(int gpus) {
        return "resources: {requests: {cpu: \"1\", memory: 2Gi}, limits: {nvidia.com/gpu: \"%d\"}}".formatted(gpus);
    }

    /** The pods that run have run for a day. */
    private void measure(int pods) {
        twin.create("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace.name()));
        Map<String, String> nodes = namespace.awaitAll("pods", ".spec.nodeName", seen -> seen.size() == pods);
        twins.addAll(nodes.keySet());
        nodes.forEach((pod, node) -> twin.create(TWIN.replace("NAMESPACE", namespace.name())
                .replace("NAME", pod)
                .replace("NODE", node)
                .replace("RESOURCES", resources(pod.startsWith("web-") ? 2 : 1))));
        String kubeconfig = namespace.plane().kubeconfig().toString();
        var _ = Await.until(
                "all to be measured",
                () -> Kerf.run("top", "--kubeconfig", kubeconfig, "--prometheus", prometheus()),
                top -> top.code() == 0 && !top.out().contains("?"));
    }

    /** As kubelets that can resize containers tell of them; kwok's do not. */
    private void resizable() {
        String patch = "[{\"op\":\"add\",\"path\":\"/status/containerStatuses/0/resources\",\"value\":{}}]";
        String pods = "/api/v1/namespaces/" + namespace.name() + "/pods/";
        try (Api api = Api.connect(new Access(namespace.plane().kubeconfig(), null))) {
            for (String pod : twins) {
                Answer answer = api.ask(new Request(
                        "PATCH", pods + pod + "/status", "application/json-patch+json", patch.getBytes(UTF_8)));
                assertThat(answer.ok()).as("%s", answer).isTrue();
            }
        }
    }

    Plot plot(int number) {
        return new Plot(this, number);
    }

    TestNamespace namespace() {
        return namespace;
    }

    String prometheus() {
        return twin.prometheus().toString();
    }

    @Override
    public void close() {
        twin.close();
    }
}
