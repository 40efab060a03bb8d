package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.schedule.ShadowReport;
import dev.kerf.objects.Pool;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Kerf beside another scheduler, here one that spreads: the test binds by hand. */
@OnControlPlane
class ShadowTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private static void bind(ControlPlane plane, TestNamespace namespace, String pod, String node) {
        String binding =
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"%s\"},\"target\":{\"kind\":\"Node\",\"name\":\"%s-%s\"}}"
                        .formatted(pod, namespace.name(), node);
        plane.kubectl()
                .reading(binding)
                .run(
                        "create",
                        "--raw",
                        "/api/v1/namespaces/" + namespace.name() + "/pods/" + pod + "/binding",
                        "-f",
                        "-")
                .text();
    }

    @Test
    void saysWhereKerfWouldHavePutThemAndWhatThatWouldHaveLeftFree(ControlPlane plane, TestNamespace namespace) {
        String spreader = "spreader-" + namespace.name();
        Fleet fleet = new Fleet(plane, namespace).nodes(2, "n", 4).pods(1, "old", 2, spreader);
        bind(plane, namespace, "old-1", "n-1");
        try (Shadowing shadow = Shadowing.of(
                new Access(plane.kubeconfig(), null), spreader, new Pool("test", namespace.name()), said::add)) {
            Thread.ofVirtual().start(() -> run(shadow));
            Await.until("all to be seen", shadow::open);
            fleet.pods(2, "new", 1, spreader);
            Await.until("Kerf's choice", () -> shadow.report().onlyKerf() == 2);
            bind(plane, namespace, "new-1", "n-1");
            bind(plane, namespace, "new-2", "n-2");
            Await.until(
                    "both compared",
                    () -> shadow.report().sameNode() + shadow.report().otherNode() == 2);
            ShadowReport report = shadow.report();
            assertThat(report.sameNode()).isEqualTo(1);
            assertThat(report.otherNode()).isEqualTo(1);
            assertThat(report.gpus()).isEqualTo(8);
            assertThat(report.other()).isEqualTo(new ShadowReport.Standing(4, 0, 0));
            assertThat(report.kerf()).isEqualTo(new ShadowReport.Standing(4, 1, 4));
            assertThat(said).singleElement().asString().contains("new-2 went to", "Kerf would have put it");
            assertThat(shadow.writes()).isZero();
        }
    }

    private static void run(Shadowing shadow) {
        try {
            shadow.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
