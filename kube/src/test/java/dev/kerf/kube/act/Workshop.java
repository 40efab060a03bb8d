package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Bounds;
import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.Scope;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.SizingPolicy.Terms;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A node and, on it, workload {@code web} of two pods in a namespace of its own: each asks 1 CPU and 1 GiB, its limits are the
 * same. Nobody plays controllers here: what is not written stays as it is.
 */
final class Workshop implements AutoCloseable {
    /** What is open on the shared plane is tended by whoever looks; one test at a time does. */
    static final String OPEN_ACTIONS = "open actions";

    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    /** Nobody waits in tests. */
    static final Pause AT_ONCE = tries -> {};

    final TestNamespace namespace;
    final Path audit;
    private final ControlPlane plane;
    private final Api api;

    Workshop(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.audit = plane.directory().resolve("audit-" + namespace.name() + ".jsonl");
        this.api = Api.connect(new Access(plane.kubeconfig(), null));
        node(node(), "8", "32Gi");
        workload("web", "");
        pod("web-0", "web", "");
        pod("web-1", "web", "");
    }

    Api api() {
        return api;
    }

    String node() {
        return "node-" + namespace.name();
    }

    Target.OfWorkload web() {
        return new Target.OfWorkload(namespace.name(), "Deployment/web", "main");
    }

    Applying applying() {
        return applying(api);
    }

    Applying applying(Api through) {
        return new Applying(through, new AuditLog(audit), AT_ONCE);
    }

    /** One that sees 500 money a day in it, planned and fresh. */
    static Proposal proposal(Action action) {
        return proposal(action, NOW);
    }

    /** The same as it was measured then. */
    static Proposal proposal(Action action, Instant measured) {
        return new Proposal("R04-web", action, 50_000L, true, 1, measured, NOW.plus(Duration.ofDays(30)), List.of());
    }

    /** One that lets everything happen at once. */
    SizingPolicy policy() {
        return policy(Manner.IN_PLACE);
    }

    SizingPolicy policy(Terms terms) {
        return policy(Manner.IN_PLACE, terms);
    }

    SizingPolicy policy(Manner manner) {
        return policy(manner, Terms.USUAL);
    }

    private SizingPolicy policy(Manner manner, Terms terms) {
        return new SizingPolicy(
                "all-" + namespace.name(),
                100,
                Scope.ALL,
                Level.CONTINUOUS,
                Bounds.NONE,
                List.of(),
                new Pace(100, 100),
                manner,
                terms);
    }

    private void node(String name, String cpu, String memory) {
        create("/api/v1/nodes", "{apiVersion: v1, kind: Node, metadata: {name: %s}}".formatted(name));
        status("/api/v1/nodes/" + name, """
                {"allocatable": {"cpu": "%1$s", "memory": "%2$s", "pods": "110"},
                 "capacity": {"cpu": "%1$s", "memory": "%2$s", "pods": "110"}}
                """.formatted(cpu, memory));
    }

    /** @param annotations of it and not of its pods, {@code a: b} */
    void workload(String name, String annotations) {
        create("/apis/apps/v1/namespaces/" + namespace.name() + "/deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, annotations: {%2$s}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [%3$s]}
                """.formatted(
                        name, annotations, CONTAINER));
    }

    private static final String CONTAINER =
            "{name: main, image: none, resources: {requests: {cpu: \"1\", memory: 1Gi}, limits: {cpu: \"1\", memory: 1Gi}}}";

    /** A pod of the workload on the node, ready. */
    void pod(String name, String of, String annotations) {
        pod(name, of, annotations, "nodeName: %s, ".formatted(node()));
        ready(name, true);
    }

    /** A pod of the workload that stands nowhere yet. */
    void waiting(String name, String of, String annotations) {
        pod(name, of, annotations, "");
    }

    private void pod(String name, String of, String annotations, String where) {
        create("/api/v1/namespaces/" + namespace.name() + "/pods", """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s
                  labels: {app: %2$s, pod-template-hash: abc}
                  annotations: {%3$s}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %2$s-abc, uid: abc, controller: true}]
                spec: {%4$scontainers: [%5$s]}
                """.formatted(
                        name, of, annotations, where, CONTAINER));
    }

    void ready(String pod, boolean ready) {
        status(pods() + "/" + pod, """
                {"phase": "Running", "conditions": [{"type": "Ready", "status": "%s"}]}
                """.formatted(ready ? "True" : "False"));
    }

    /** Its container has ended so often. */
    void restarts(String pod, int times, String why) {
        status(pods() + "/" + pod, """
                {"containerStatuses": [{"name": "main", "image": "none", "imageID": "", "ready": true, "restartCount": %d,
                  "lastState": {"terminated": {"exitCode": 137, "reason": "%s"}}}]}
                """.formatted(times, why));
    }

    String pods() {
        return "/api/v1/namespaces/" + namespace.name() + "/pods";
    }

    String web(String path) {
        return "/apis/apps/v1/namespaces/" + namespace.name() + "/deployments/web" + path;
    }

    void create(String collection, String yaml) {
        Answer answer = api.ask(new Request("POST", collection, "application/yaml", yaml.getBytes(UTF_8)));
        assertThat(answer.ok()).as(answer + "\n" + yaml).isTrue();
    }

    void status(String path, String json) {
        merge(path + "/status", "{\"status\": " + json + "}");
    }

    void annotate(String path, String key, String value) {
        String text = Writer.text(Map.of("metadata", Map.of("annotations", Map.of(key, value))));
        merge(path, text);
    }

    void merge(String path, String json) {
        Answer answer = api.ask(Request.mergePatch(path, json.getBytes(UTF_8)));
        assertThat(answer.ok()).as(answer + "\n" + json).isTrue();
    }

    void delete(String path) {
        assertThat(api.ask(Request.delete(path)).ok()).isTrue();
    }

    Live live(Place place) {
        return Objects.requireNonNull(new Looking(api).at(place), place::toString);
    }

    Live deployment() {
        return live(Place.of(web()));
    }

    Live pod(String name) {
        return live(Place.pod(namespace.name(), name));
    }

    /** What a container of the pod asks, {@code 500m}. */
    String asks(String pod, String resource) {
        return Amounts.container(pod(pod).root(), "main")
                .at("resources", "requests")
                .get(resource)
                .text();
    }

    List<String> events() {
        return new Looking(api)
                .all("Event", "/apis/events.k8s.io/v1/namespaces/" + namespace.name() + "/events").stream()
                        .map(event -> event.root().get("reason").text() + ": "
                                + event.root().get("note").text())
                        .toList();
    }

    ControlPlane plane() {
        return plane;
    }

    @Override
    public void close() {
        api.close();
    }
}
