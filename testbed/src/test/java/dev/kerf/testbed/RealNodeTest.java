package dev.kerf.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@OnControlPlane(node = true)
class RealNodeTest {
    @Test
    void runsARealContainer(RealNode node, TestNamespace namespace) {
        namespace.apply(POD).text();
        namespace.await("pod/says", ".status.phase", "Succeeded"::equals);
        assertThat(namespace.kubectl("logs", "says").text()).isEqualTo("a real container");
        assertThat(node.plane().status()).contains("kubelet");
    }

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: says}
            spec:
              nodeName: %s
              hostNetwork: true
              restartPolicy: Never
              automountServiceAccountToken: false
              containers:
                - name: main
                  image: %s
                  imagePullPolicy: Never
                  command: [sh, -c, "echo a $KIND container"]
                  env: [{name: KIND, value: real}]
            """.formatted(RealNode.NAME, RealNode.IMAGE);
}
