package dev.kerf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.ProgramsMissing;
import dev.kerf.testbed.RealNode;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The image, run by the chart on a real node: Kerf schedules the cluster that it runs in, and goes without a trace. */
@OnControlPlane
class ImageTest {
    private static final Path CLI = Path.of(System.getProperty("kerf.root"), "cli/target");
    private static final String NAME = "kerf.dev/kerf:0.1.0";

    @Test
    void schedulesTheClusterItRunsIn(@Own({Option.CONTROLLERS, Option.SCHEDULER}) ControlPlane plane) throws Exception {
        node(plane).load(image());
        TestNamespace namespace = plane.freshNamespace();
        Release release = new Release(plane, namespace.name(), "kerf");
        String[] settings = settings(plane);

        release.install(settings).text();
        Await.until("Kerf to be ready", () -> ready(namespace), "1"::equals);
        namespace.apply(POD.replace("NAME", "first")).text();
        namespace.await("pod/first", ".status.phase", "Running"::equals);

        release.upgrade(Stream.concat(Stream.of(settings), Stream.of("leaderElection.leaseSeconds=10"))
                        .toArray(String[]::new))
                .text();
        namespace.apply(POD.replace("NAME", "second")).text();
        namespace.await("pod/second", ".status.phase", "Running"::equals);

        release.uninstall().text();
        Await.until("Kerf to be gone", () -> pods(namespace, "app.kubernetes.io/name=kerf"), String::isEmpty);
        assertThat(pods(namespace, "app=mine").lines()).hasSize(2);
        namespace.kubectl("delete", "pods", "--all", "--wait=false").text();
        Await.until("no pod to be stuck", () -> pods(namespace, "app=mine"), String::isEmpty);
    }

    private static String ready(TestNamespace namespace) {
        return namespace.field("deployment/kerf", ".status.readyReplicas");
    }

    private static String pods(TestNamespace namespace, String label) {
        return namespace.kubectl("get", "pods", "-l", label, "-o", "name").text();
    }

    private static RealNode node(ControlPlane plane) {
        try {
            return RealNode.join(plane);
        } catch (ProgramsMissing missing) {
            System.out.println("not run: 1 test of ImageTest " + missing.getMessage());
            throw new TestAbortedException(missing.getMessage());
        }
    }

    /** The image of what this build has made. */
    private static Path image() throws Exception {
        Path archive = Path.of("target/kerf-image.tar").toAbsolutePath();
        Path scratch = Files.createDirectories(archive.resolveSibling("image"));
        List<Path> jars = Stream.concat(ImageMain.jars("" + CLI), ImageMain.jars("" + CLI.resolve("stage")))
                .sorted()
                .toList();
        new Image(NAME, jars, scratch).write(archive);
        return archive;
    }

    /** Pods of the test bed have the host's network, and there is nobody who would carry the cluster's own address. */
    private static String[] settings(ControlPlane plane) throws IOException {
        return new String[] {
            "image.pullPolicy=Never",
            "replicas=1",
            "hostNetwork=true",
            "ports.http=" + freePort(),
            "ports.webhook=" + freePort(),
            "extraEnv[0].name=KUBERNETES_SERVICE_HOST",
            "extraEnv[0].value=127.0.0.1",
            "extraEnv[1].name=KUBERNETES_SERVICE_PORT",
            "extraEnv[1].value=" + plane.server().getPort(),
            "resources.requests.cpu=10m"
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: NAME, labels: {app: mine}}
            spec:
              schedulerName: kerf
              hostNetwork: true
              automountServiceAccountToken: false
              terminationGracePeriodSeconds: 1
              containers: [{name: main, image: %s, imagePullPolicy: Never, command: [sleep, "3600"]}]
            """.formatted(RealNode.IMAGE);
}
