package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code kerf install} on a real API server. */
@OnControlPlane
class InstallCommandTest {
    private final ControlPlane plane;
    private final TestNamespace namespace;

    InstallCommandTest(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    /** By names of its own, since the plane is shared. */
    private Kerf install(Path kubeconfig) {
        return Kerf.run(
                "install",
                "--kubeconfig",
                "" + kubeconfig,
                "-n",
                namespace.name(),
                "--reservation-namespace",
                namespace.name() + "-cards",
                "--scheduler-name",
                name());
    }

    private String name() {
        return "kerf-" + namespace.name();
    }

    @Test
    void bringsKindsAndRights() {
        Kerf done = install(plane.kubeconfig());
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out())
                .contains(
                        "customresourcedefinition/queues.kerf.dev ",
                        "customresourcedefinition/sizingpolicies.kerf.dev ",
                        "namespace/" + namespace.name() + " applied",
                        "serviceaccount/" + name() + " created",
                        "clusterrole/" + name() + " created",
                        "clusterrolebinding/" + name() + " created",
                        "namespace/" + namespace.name() + "-cards created",
                        "role/" + name() + " created",
                        "role/" + name() + "-reservations created",
                        "rolebinding/" + name() + " created");
        assertThat(may("create", "pods", "--subresource=binding")).isEqualTo("yes");
        assertThat(may("update", "lease/" + name())).isEqualTo("yes");
        assertThat(may("update", "lease/other")).isEqualTo("no");
        assertThat(may("delete", "nodes")).isEqualTo("no");
        assertThat(install(plane.kubeconfig()).out()).contains("clusterrole/" + name() + " applied");
    }

    private String may(String... what) {
        String user = "system:serviceaccount:" + namespace.name() + ":" + name();
        Stream<String> words = Stream.concat(Stream.of("auth", "can-i", "--as", user), Stream.of(what));
        return namespace.kubectl(words.toArray(String[]::new)).out().strip();
    }

    @Test
    void printsWhatItWouldApplyAndAppliesNothing() {
        Kerf printed = Kerf.run(
                "install",
                "--dry-run",
                "-n",
                namespace.name(),
                "--reservation-namespace",
                namespace.name(),
                "--scheduler-name",
                name());
        assertThat(printed.code()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(plane.kubectl("get", "clusterrole", name()).succeeded()).isFalse();
        String applied = plane.kubectl()
                .reading(printed.out())
                .run("apply", "--server-side", "--dry-run=server", "--force-conflicts", "-f", "-")
                .text();
        assertThat(applied.lines()).hasSize(10);
    }

    @Test
    void printsTheKindsAlone() {
        assertThat(Kerf.run("install", "--dry-run", "--crds-only").out())
                .contains("name: queues.kerf.dev", "name: sizingpolicies.kerf.dev")
                .doesNotContain("kind: ClusterRole");
    }

    @Test
    void saysWhatIsRefusedAndGoesOn() {
        Kerf refused = install(plane.asServiceAccount(namespace.name(), "nobody"));
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("customresourcedefinition/queues.kerf.dev was refused", "rolebinding/" + name())
                .contains("cannot patch resource");
    }

    @Test
    void doesNotTakeOverWhatSomebodyElseSays() {
        install(plane.kubeconfig());
        String role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: %s}\nrules: []\n";
        plane.kubectl()
                .reading(role.formatted(name()))
                .run("apply", "--server-side", "--force-conflicts", "--field-manager=helm", "-f", "-")
                .text();
        Kerf again = install(plane.kubeconfig());
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.err()).contains("conflict with \"helm\"", "--force-conflicts takes it over");
        assertThat(again.out()).contains("rolebinding/" + name() + " applied");
    }

    @Test
    void saysThatThereIsNoServer() {
        Kerf none = Kerf.run("install", "--kubeconfig", Kerf.file("no/such/file"));
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("no/such/file cannot be read");
    }
}
