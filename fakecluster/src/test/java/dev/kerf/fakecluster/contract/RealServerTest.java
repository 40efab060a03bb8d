package dev.kerf.fakecluster.contract;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import org.junit.jupiter.api.Nested;

/** Every case on kube-apiserver, so that nobody promises what Kubernetes does not do. */
@OnControlPlane
class RealServerTest {
    @Nested
    class Writing extends WritingContract {
        Writing(ControlPlane plane) {
            super(Server.real(plane));
        }
    }
}
