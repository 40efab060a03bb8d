package dev.kerf.kube.reflect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.Faults;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.Program;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real API server has, seen through whatever may come between. */
@OnControlPlane
class ReflectorTest {
    private final Remembered sink = new Remembered();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private FaultyServer faulty(ControlPlane plane, Faults faults) {
        FaultyServer server = FaultyServer.before(plane, faults);
        open.add(server);
        return server;
    }

    private Reflector reflecting(Path kubeconfig, String path) {
        Api api = Api.connect(new Access(kubeconfig, null));
        Reflector reflector = new Reflector(api, new Resource("ConfigMap", path), sink, new Backoff(said::add));
        open.add(api);
        open.add(reflector::stop);
        Thread.ofVirtual().start(reflector);
        return reflector;
    }

    private Reflector reflecting(Path kubeconfig, TestNamespace namespace) {
        return reflecting(kubeconfig, "/api/v1/namespaces/" + namespace.name() + "/configmaps");
    }

    private static void make(TestNamespace namespace, int from, int to, String version) {
        String yaml = IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{apiVersion: v1, kind: ConfigMap, metadata: {name: m-%d, labels: {v: %s}}}"
                        .formatted(i, version))
                .collect(Collectors.joining("\n---\n"));
        namespace.apply(yaml).text();
    }

    private static Map<String, String> served(TestNamespace namespace) {
        String lines = namespace
                .kubectl(
                        "get",
                        "configmaps",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}={.metadata.labels.v}{\"\\n\"}{end}")
                .text();
        return lines.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> p[1], (a, b) -> b, TreeMap::new));
    }

    private void sees(TestNamespace namespace) {
        Map<String, String> served = served(namespace);
        Await.until("what the server has", () -> new TreeMap<>(sink.there), served::equals);
    }

    @Test
    void followsWhatIsMadeChangedAndDeleted(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 3, "a");
        reflecting(plane.kubeconfig(), namespace);
        sees(namespace);
        make(namespace, 3, 5, "b");
        namespace.kubectl("delete", "configmap", "m-1").text();
        sees(namespace);
        assertThat(sink.lists()).as("one list and one watch did").isEqualTo(1);
    }

    @Test
    void streamsThatEndInTheMiddleOfALineLoseNothing(ControlPlane plane, TestNamespace namespace) {
        FaultyServer server =
                faulty(plane, (method, target, nth) -> target.contains("watch=1") ? Fault.CUT : Fault.NONE);
        reflecting(server.kubeconfig(), namespace);
        for (int round = 0; round < 4; round++) {
            make(namespace, 1, 20, "r" + round);
            namespace.kubectl("delete", "configmap", "m-" + (round + 1)).text();
        }
        sees(namespace);
        assertThat(server.injected().get(Fault.CUT)).isGreaterThan(3);
    }

    @Test
    void aVersionThatIsTooOldIsListedAnewAndWhatIsGoneIsDropped(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 3, "a");
        FaultyServer server = faulty(
                plane, (method, target, nth) -> target.contains("watch=1") && nth <= 8 ? Fault.GONE : Fault.NONE);
        reflecting(server.kubeconfig(), namespace);
        Await.until("a list after each", () -> sink.lists() >= 4);
        namespace.kubectl("delete", "configmap", "m-2").text();
        sees(namespace);
        assertThat(server.injected()).containsEntry(Fault.GONE, 4);
        assertThat(said).as("all in a day's work").isEmpty();
    }

    @Test
    void aListWhosePagesExpireBeginsAgain(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 700, "a");
        FaultyServer server = faulty(
                plane, (method, target, nth) -> target.contains("continue=") && nth <= 4 ? Fault.GONE : Fault.NONE);
        reflecting(server.kubeconfig(), namespace);
        sees(namespace);
        assertThat(server.injected()).containsKey(Fault.GONE);
    }

    @Test
    void failuresThatPassAreOutlasted(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 5, "a");
        FaultyServer server = faulty(plane, (method, target, nth) -> switch (nth % 4) {
            case 0 -> Fault.NONE;
            case 1 -> Fault.BROKEN;
            case 2 -> Fault.OVERLOADED;
            default -> target.contains("watch=1") ? Fault.CUT : Fault.LOST;
        });
        reflecting(server.kubeconfig(), namespace);
        make(namespace, 3, 8, "b");
        sees(namespace);
    }

    @Test
    void aStreamThatTricklesIsFollowed(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 5, "a");
        FaultyServer server = faulty(plane, (method, target, nth) -> Fault.SLOW);
        reflecting(server.kubeconfig(), namespace);
        make(namespace, 4, 8, "b");
        sees(namespace);
    }

    @Test
    void aServerThatWasAwayIsTakenUpWhereItWas(@Own ControlPlane plane) {
        TestNamespace namespace = plane.freshNamespace();
        make(namespace, 1, 3, "a");
        reflecting(plane.kubeconfig(), namespace);
        sees(namespace);
        plane.restart(Program.APISERVER);
        make(namespace, 3, 4, "b");
        sees(namespace);
    }

    @Test
    void anotherLookIsListedAtOnce(ControlPlane plane, TestNamespace namespace) {
        make(namespace, 1, 2, "a");
        Reflector reflector = reflecting(plane.kubeconfig(), namespace);
        sees(namespace);
        long before = System.nanoTime();
        reflector.again();
        Await.until("a second list", () -> sink.lists() == 2);
        assertThat(reflector.listed() - before).isPositive();
        make(namespace, 2, 3, "b");
        sees(namespace);
    }

    @Test
    void aSilentStreamIsGivenUp(ControlPlane plane, TestNamespace namespace) {
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null))) {
            String path = "/api/v1/namespaces/" + namespace.name() + "/configmaps?watch=1&timeoutSeconds=600";
            Answer answer = api.follow(path, line -> {}).await(Duration.ofSeconds(1));
            assertThat(answer.ok()).isTrue();
        }
    }

    @Test
    void whatMayNotBeReadIsSaidInOneSentenceAndToldTheSink(ControlPlane plane, TestNamespace namespace) {
        reflecting(plane.asServiceAccount(namespace.name(), "blind"), namespace);
        Await.until("the word that it is forbidden", () -> sink.unreadable.contains("ConfigMap forbidden"));
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("lacks the permission to list configmaps")
                .contains("grant it");
    }

    @Test
    void whatTheServerDoesNotServeIsSaidInOneSentenceAndToldTheSink(ControlPlane plane) {
        reflecting(plane.kubeconfig(), "/apis/nobody.example/v1/things");
        Await.until("the word that it is missing", () -> sink.unreadable.contains("ConfigMap missing"));
        assertThat(said).singleElement().asString().contains("finds no things in this cluster");
    }
}
