package dev.kerf.fakecluster.contract;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import org.junit.jupiter.api.BeforeAll;

/** The same of a real control plane with its controllers and kwok, one for the class. */
@OnControlPlane
class RealClusterTest extends ClusterContract {
    @SuppressWarnings("NullAway.Init") // before all
    private static ControlPlane plane;

    RealClusterTest() {
        super(Server.real(plane));
    }

    @BeforeAll
    static void start(@Own({Option.CONTROLLERS, Option.KWOK}) ControlPlane own) {
        plane = own;
    }
}
