package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaks a control plane, on one of its own. */
@OnControlPlane
class FailureTest {
    @Test
    void dataOutlivesTheProgramsAndNoProgramOutlivesThePlane(@Own ControlPlane plane) {
        try (plane) {
            TestNamespace namespace = plane.freshNamespace();
            namespace.kubectl("create", "configmap", "kept").text();
            plane.kill(Program.APISERVER);
            assertThat(namespace.kubectl("get", "configmaps").err()).contains("refused");
            plane.kill(Program.ETCD);
            plane.start(Program.ETCD, Program.APISERVER);
            assertThat(namespace.field("configmap/kept", ".metadata.name")).isEqualTo("kept");
            assertThat(processesOf(plane.directory())).hasSize(3);
        }
        assertThat(processesOf(plane.directory())).isEmpty();
        assertThat(plane.directory()).doesNotExist();
    }

    /** Those whose command line names the folder: etcd, kube-apiserver and who watches over them. */
    private static List<String> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }
}
