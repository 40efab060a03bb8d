package dev.kerf.fakecluster.contract;

import org.junit.jupiter.api.Nested;

/** Every case on the embedded API server. */
class FakeServerTest {
    @Nested
    class Reading extends ReadingContract {
        Reading() {
            super(Server.fake());
        }
    }

    @Nested
    class Writing extends WritingContract {
        Writing() {
            super(Server.fake());
        }
    }

    @Nested
    class Patching extends PatchingContract {
        Patching() {
            super(Server.fake());
        }
    }

    @Nested
    class Watching extends WatchingContract {
        Watching() {
            super(Server.fake());
        }
    }

    @Nested
    class Pods extends PodContract {
        Pods() {
            super(Server.fake());
        }
    }

    @Nested
    class CustomKinds extends CustomKindContract {
        CustomKinds() {
            super(Server.fake());
        }
    }

    @Nested
    class Kubectl extends KubectlContract {
        Kubectl() {
            super(Server.fake());
        }
    }
}
