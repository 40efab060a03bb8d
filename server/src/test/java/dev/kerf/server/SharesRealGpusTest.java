package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.admit.Admission;
import dev.kerf.kube.admit.Certificate;
import dev.kerf.kube.admit.Resizers;
import dev.kerf.kube.admit.Webhook;
import dev.kerf.node.plugin.Allocation;
import dev.kerf.node.plugin.DevicePlugin;
import dev.kerf.node.plugin.OfferedDevice;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.Program;
import dev.kerf.testbed.RealNode;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Parts of GPUs in real containers: four cards by a device plugin, a real kubelet, a real runtime, and deaths of each. */
@OnControlPlane
@Execution(ExecutionMode.SAME_THREAD)
class SharesRealGpusTest {
    private static final List<String> CARDS = List.of(
            "GPU-0a1b2c3d-0000-4000-8000-000000000000",
            "GPU-0a1b2c3d-0000-4000-8000-000000000001",
            "GPU-0a1b2c3d-0000-4000-8000-000000000002",
            "GPU-0a1b2c3d-0000-4000-8000-000000000003");

    @SuppressWarnings("NullAway.Init") // before all
    private static ControlPlane plane;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void join(@Own ControlPlane own) {
        plane = own;
        RealNode.join(plane);
    }

    /** The cards are free for the next, and nobody asks a webhook that is gone. */
    @AfterEach
    void leave() {
        plane.kubectl("delete", "mutatingwebhookconfigurations,validatingwebhookconfigurations", "--all")
                .text();
        plane.kubectl("delete", "pods", "--all", "-A", "--grace-period=1").text();
    }

    private DevicePlugin plugin() {
        DevicePlugin plugin = DevicePlugin.offer(
                DevicePlugin.FOLDER,
                "nvidia.com/gpu",
                CARDS.stream().map(id -> new OfferedDevice(id, true)).toList(),
                Allocation.NVIDIA,
                said::add);
        awaitCards();
        return plugin;
    }

    private static void awaitCards() {
        Await.until(
                "four GPUs and a node that is ready",
                () -> plane.kubectl(
                                "get",
                                "node",
                                RealNode.NAME,
                                "-o",
                                "jsonpath={.status.allocatable.nvidia\\.com/gpu} {.status.conditions[?(@.type==\"Ready\")].status}")
                        .text(),
                "4 True"::equals);
    }

    private Webhook webhook(RealFleet fleet) throws Exception {
        SelfSigned tls = SelfSigned.in(folder);
        Certificate certificate = new Certificate(tls.certificate(), tls.key(), said::add);
        Webhook webhook = Webhook.serve(
                0, certificate, Map.of(Admission.PATH, new Admission("kerf", Resizers.NOBODY)), said::add);
        plane.apply(WebhookConfiguration.of("kerf", webhook.port(), tls.bundle()))
                .text();
        Await.until(
                "the API server to ask",
                () -> fleet.pod("probe", "NaN", 1).err().contains("impossible"));
        return webhook;
    }

    @Test
    void containersAreToldTheirGpuAndTheBooksSurviveTheDeathOfEachProgram() throws Exception {
        plane.kubectl("label", "node", RealNode.NAME, "nvidia.com/gpu.memory=16384")
                .text();
        TestNamespace namespace = plane.freshNamespace();
        RealFleet fleet = new RealFleet(plane, namespace);
        try (DevicePlugin _ = plugin()) {
            Kerf first = fleet.kerf(said::add);
            fleet.pod("unprepared", "0.5", 1).text();
            Await.until(
                    "its sentence",
                    () -> fleet.said("unprepared"),
                    s -> s.contains("admission webhook did not see it"));
            try (Webhook _ = webhook(fleet)) {
                for (String part : List.of("0.5", "0.25", "1/3", "0.6")) {
                    fleet.pod("part-" + part.replace("/", "of").replace(".", "-"), part, 1)
                            .text();
                }
                fleet.pod("both", "0.1", 2).text();
                fleet.whole("whole").text();
                List<String> pods = List.of("part-0-5", "part-0-25", "part-1of3", "part-0-6", "both", "whole");
                fleet.awaitRunning(pods);
                assertThat(fleet.printed("part-0-25")).matches("GPU-\\S+ 0.25 4096m");
                assertThat(fleet.printed("part-1of3")).matches("GPU-\\S+ 0.333 5455m");
                assertThat(fleet.printed("both")).matches("GPU-\\S+,GPU-\\S+ 0.1 1638m");
                fleet.awaitBooksAgree(pods);

                plane.kill(Program.KUBELET);
                fleet.pod("while-the-kubelet-is-dead", "0.1", 1).text();
                plane.start(Program.KUBELET);
                awaitCards();
                pods = with(pods, "while-the-kubelet-is-dead");
                fleet.awaitRunning(pods);
                fleet.awaitBooksAgree(pods);

                plane.kill(Program.CONTAINERD);
                fleet.pod("while-containerd-is-dead", "0.1", 1).text();
                plane.start(Program.CONTAINERD);
                awaitCards();
                pods = with(pods, "while-containerd-is-dead");
                fleet.awaitRunning(pods);
                fleet.awaitBooksAgree(pods);

                first.close();
                fleet.pod("while-kerf-is-dead", "0.1", 1).text();
                fleet.deleteOneReservation();
                try (Kerf _ = fleet.kerf(said::add)) {
                    pods = with(pods, "while-kerf-is-dead");
                    fleet.awaitRunning(pods);
                    fleet.awaitBooksAgree(pods);
                }
            }
        }
    }

    @Test
    void twentyPodsAtOnceFillFourRealCards() throws Exception {
        RealFleet fleet = new RealFleet(plane, plane.freshNamespace());
        try (DevicePlugin _ = plugin();
                Kerf _ = fleet.kerf(said::add);
                Webhook _ = webhook(fleet)) {
            List<String> pods =
                    IntStream.range(0, 20).mapToObj(i -> "fifth-" + i).toList();
            pods.parallelStream().forEach(pod -> fleet.pod(pod, "0.2", 1).text());
            fleet.pod("one-too-many", "0.2", 1).text();
            fleet.awaitRunning(pods);
            fleet.awaitBooksAgree(pods);
            Await.until("its sentence", () -> fleet.said("one-too-many"), s -> s.startsWith("needs 0.2 of a GPU"));
        }
    }

    private static List<String> with(List<String> pods, String another) {
        return Stream.concat(pods.stream(), Stream.of(another)).toList();
    }
}
