package dev.kerf.fakecluster.contract;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import org.junit.jupiter.api.Nested;

/** Every case on kube-apiserver, so that nobody promises what Kubernetes does not do. */
@OnControlPlane
class RealServerTest {
    @Nested
    class Reading extends ReadingContract {
        Reading(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class Writing extends WritingContract {
        Writing(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class Patching extends PatchingContract {
        Patching(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class Watching extends WatchingContract {
        Watching(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class Pods extends PodContract {
        Pods(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class CustomKinds extends CustomKindContract {
        CustomKinds(ControlPlane plane) {
            super(Server.real(plane));
        }
    }

    @Nested
    class Kubectl extends KubectlContract {
        Kubectl(ControlPlane plane) {
            super(Server.real(plane));
        }
    }
}
