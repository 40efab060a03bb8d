package dev.kerf.server.same;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import org.junit.jupiter.api.Test;

/** {@link SameEverywhere} on kube-apiserver. */
@OnControlPlane
class SameOnRealServerTest {
    @Test
    void everyCaseEndsAsPlanned(@Own ControlPlane plane) {
        SameEverywhere.everyCaseOn(plane.kubeconfig());
    }
}
