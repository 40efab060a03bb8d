package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnControlPlane
class ControlPlaneTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;

    ControlPlaneTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    @Test
    void answersKubectl() {
        assertThat(plane.kubectl("get", "--raw", "/readyz").text()).isEqualTo("ok");
        assertThat(plane.kubectl("config", "view", "-o", "jsonpath={.clusters[0].cluster.server}")
                        .text())
                .isEqualTo(plane.server().toString());
    }

    @Test
    void servesTheGangApi() {
        String kinds = plane.kubectl("api-resources", "--api-group=scheduling.k8s.io", "-o", "name")
                .text();
        assertThat(kinds.lines())
                .contains(
                        "podgroups.scheduling.k8s.io",
                        "workloads.scheduling.k8s.io",
                        "compositepodgroups.scheduling.k8s.io");
    }

    @Test
    void givesEveryTestANamespaceOfItsOwn(TestNamespace other) {
        assertThat(other.name()).isNotEqualTo(namespace.name());
        assertThat(namespace.kubectl("create", "configmap", "a").succeeded()).isTrue();
        assertThat(other.field("configmap/a", ".metadata.name")).isEmpty();
    }

    @Test
    void aServiceAccountMayOnlyWhatItIsAllowed() {
        Tool robot = plane.kubectl().as(plane.asServiceAccount(namespace.name(), "robot"));
        String[] list = {"-n", namespace.name(), "get", "configmaps"};
        assertThat(robot.run(list).err()).contains("Forbidden", "robot");

        String subject = "--serviceaccount=" + namespace.name() + ":robot";
        namespace
                .kubectl("create", "role", "reader", "--verb=get,list", "--resource=configmaps")
                .text();
        namespace
                .kubectl("create", "rolebinding", "robot", "--role=reader", subject)
                .text();
        Await.until("the role to count", () -> robot.run(list), Outcome::succeeded);
    }

    @Test
    void countsTheWritesOfOneUser() {
        String writer = "writer-of-" + namespace.name();
        for (String name : List.of("one", "two")) {
            namespace
                    .kubectl("create", "configmap", name, "--as=" + writer, "--as-group=system:masters")
                    .text();
        }
        namespace
                .kubectl("get", "configmaps", "--as=" + writer, "--as-group=system:masters")
                .text();
        List<AuditedRequest> writes =
                Await.until("both lines", () -> plane.auditedWrites(writer), seen -> seen.size() >= 2);
        assertThat(writes).containsExactly(written(writer, "one"), written(writer, "two"));
    }

    private AuditedRequest written(String writer, String name) {
        return new AuditedRequest(writer, "create", "", "configmaps", "", namespace.name(), name, 201);
    }

    @Test
    void runsHelm() {
        assertThat(plane.helm("list", "-n", namespace.name(), "-o", "json").text())
                .isEqualTo("[]");
    }
}
