package dev.kerf.server.same;

import dev.kerf.server.same.SameEverywhere.Place;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import org.junit.jupiter.api.Test;

/** {@link SameEverywhere} on kube-apiserver. */
@OnControlPlane
class SameOnRealServerTest {
    @Test
    void everyCaseEndsAsPlanned(@Own ControlPlane one, @Own ControlPlane another) {
        SameEverywhere.everyCaseOn(
                new Place(one.kubeconfig(), new Clock.OfMachine()),
                new Place(another.kubeconfig(), new Clock.OfMachine()));
    }
}
