package dev.kerf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.install.Grant;
import dev.kerf.kube.install.Grants;
import dev.kerf.kube.reflect.Offer;
import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.server.Election;
import dev.kerf.server.Profile;
import dev.kerf.server.Running;
import dev.kerf.testbed.AuditedRequest;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kerf as the service account of the chart: it asks for what the chart grants, neither less nor more. */
@OnControlPlane
class RightsTest {
    /** What this test does not bring about: an eviction, a binding whose answer is lost, a gang, and a queue. */
    private static final Set<String> NOT_HERE = Set.of(
            "create pods/eviction",
            "get pods",
            "patch podgroups/status.scheduling.k8s.io",
            "patch queues/status.kerf.dev");

    /** What every user of a cluster may ask: what it may do. */
    private static final String EVERYBODY_MAY = "selfsubjectaccessreviews";

    /** What every server with the chart has of the kinds that are asked for where there are any; the rest come with operators. */
    private static final Set<String> EVERYWHERE = Set.of(
            "podgroups.scheduling.k8s.io", "compositepodgroups.scheduling.k8s.io", "jobs.batch", "queues.kerf.dev");

    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Release release;
    private final String scheduler;
    private final Work work;
    private final List<String> said = new CopyOnWriteArrayList<>();

    RightsTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.release = new Release(plane, namespace.name(), "kerf");
        this.scheduler = "kerf-" + namespace.name();
        this.work = new Work(namespace.name(), scheduler);
    }

    @Test
    void asksForEverythingTheChartGrantsAndNothingElse() {
        release.install(settings()).text();
        try (Running _ = running()) {
            sharesAGpu();
            asksForVolumes();
            placesWhatFitsAndSaysWhatDoesNot();
        }
        Set<String> granted = Grants.ALL.stream()
                .filter(grant -> grant.scope() != Grant.Scope.SIZING)
                .flatMap(grant -> grant.verbs().stream().map(verb -> verb + " " + of(grant)))
                .collect(Collectors.toCollection(TreeSet::new));
        granted.removeAll(NOT_HERE);
        Stream.concat(Offer.GANGS.stream(), Offer.SHARING.stream())
                .map(offer -> of(offer.group(), offer.plural()))
                .filter(kind -> !EVERYWHERE.contains(kind))
                .forEach(kind -> granted.removeAll(Set.of("list " + kind, "watch " + kind)));
        Await.until("every right to be used", this::asked, asked -> asked.containsAll(granted));
        assertThat(asked()).isEqualTo(granted);
        assertThat(refused()).isEmpty();
        assertThat(said).noneMatch(sentence -> sentence.contains("permission"));
    }

    private String[] settings(String... more) {
        return Stream.concat(Stream.of("schedulerName=" + scheduler), Stream.of(more))
                .toArray(String[]::new);
    }

    /** A pod on half a GPU, for which another pod holds the whole one while it lasts. The webhook looks away here. */
    private void sharesAGpu() {
        release.upgrade(settings("webhook.enabled=false")).text();
        plane.kubectl().reading(work.node()).run("create", "-f", "-").text();
        String half = work.pod("half", 0)
                .replace("name: half", "name: half, annotations: {gpu-fraction: '0.5'}")
                .replace(", resources: {limits: {nvidia.com/gpu: \"0\"}}", "");
        Await.until("a pod on half a GPU", () -> namespace.apply(half).succeeded());
        namespace.await("pod/half", ".spec.nodeName", namespace.name()::equals);
        assertThat(held()).contains("gpu-reservation-");
        namespace
                .kubectl("delete", "pod", "half", "--grace-period=0", "--force")
                .text();
        Await.until("no GPU to be held", this::held, String::isEmpty);
    }

    /** One is there, one is to be made; nobody finishes either here. */
    private void asksForVolumes() {
        namespace.apply(work.storage("there", "kubernetes.io/no-provisioner")).text();
        namespace.apply(work.storage("made", "test.kerf/maker")).text();
        plane.apply(work.volume("there")).text();
        String free = "{\"status\":{\"phase\":\"Available\"}}";
        plane.kubectl("patch", "pv", namespace.name(), "--subresource=status", "--type=merge", "-p", free)
                .text();
        namespace.apply(work.claimAndPod("there") + work.claimAndPod("made")).text();
        String selected = ".metadata.annotations.volume\\.kubernetes\\.io/selected-node";
        namespace.await("pvc/made", selected, namespace.name()::equals);
        String claimed = ".spec.claimRef.name";
        namespace.await("pv/" + namespace.name(), claimed, "there"::equals);
    }

    private String held() {
        return plane.kubectl("-n", release.cards(), "get", "pods", "-o", "name").text();
    }

    private void placesWhatFitsAndSaysWhatDoesNot() {
        namespace.apply(work.pod("fits", 2) + work.pod("waits", 9)).text();
        namespace.await("pod/fits", ".spec.nodeName", namespace.name()::equals);
        String path = ".status.conditions[?(@.type==\"PodScheduled\")].message";
        namespace.await("pod/waits", path, m -> m.startsWith("needs 9 GPUs"));
        Await.until(
                "both events",
                () -> namespace.kubectl("get", "events").text(),
                events -> events.contains("FailedScheduling") && events.contains("Scheduled "));
    }

    @Test
    void keepsSchedulingThroughAnUpgradeAndLeavesNothingBehind() {
        release.install(settings()).text();
        plane.kubectl().reading(work.node()).run("create", "-f", "-").text();
        try (Running _ = running()) {
            namespace.apply(work.pod("before", 1)).text();
            namespace.await("pod/before", ".spec.nodeName", namespace.name()::equals);
            release.upgrade(settings("replicas=3")).text();
            namespace.apply(work.pod("after", 1)).text();
            namespace.await("pod/after", ".spec.nodeName", namespace.name()::equals);
        }
        release.uninstall().text();
        assertThat(left()).isEmpty();
        assertThat(namespace.field("pod/before", ".spec.nodeName")).isEqualTo(namespace.name());
        assertThat(namespace.apply(work.pod("late", 1)).succeeded()).isTrue();
        namespace
                .kubectl("delete", "pod", "--all", "--grace-period=0", "--force")
                .text();
        Await.until(
                "no pod", () -> namespace.kubectl("get", "pods", "-o", "name").text(), String::isEmpty);
        assertThat(plane.kubectl("get", "crd", "queues.kerf.dev").succeeded()).isTrue();
    }

    /** What stands of the release, of every kind that it makes. */
    private String left() {
        String kinds = "deployments,services,serviceaccounts,roles,rolebindings,poddisruptionbudgets,networkpolicies,"
                + "secrets,clusterroles,clusterrolebindings,priorityclasses,validatingwebhookconfigurations,"
                + "mutatingwebhookconfigurations";
        String label = "app.kubernetes.io/instance=kerf,app.kubernetes.io/managed-by=Helm";
        return plane.kubectl("get", kinds, "-A", "-l", label, "-o", "name")
                .text()
                .lines()
                .filter(line -> line.contains(namespace.name()))
                .collect(Collectors.joining());
    }

    private Running running() {
        Election election = new Election(namespace.name(), scheduler, Election.USUAL);
        ReservationForm form = new ReservationForm(release.cards(), "none", Map.of());
        Running running = Running.on(
                new Access(release.serviceAccount(), null), new Profile(scheduler, election, form), said::add);
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        return running;
    }

    private Set<String> asked() {
        return requests().map(RightsTest::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<AuditedRequest> refused() {
        return requests().filter(request -> request.status() == 403).toList();
    }

    private Stream<AuditedRequest> requests() {
        return plane.auditedRequests(release.user()).stream()
                .filter(request -> !request.resource().isEmpty())
                .filter(request -> !request.resource().equals(EVERYBODY_MAY));
    }

    private static String of(AuditedRequest request) {
        String resource =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        return request.verb() + " " + of(request.group(), resource);
    }

    private static String of(Grant grant) {
        return of(grant.group(), grant.resource());
    }

    private static String of(String group, String resource) {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
