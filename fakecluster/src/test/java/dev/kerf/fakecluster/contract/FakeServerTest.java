package dev.kerf.fakecluster.contract;

import org.junit.jupiter.api.Nested;

/** Every case on the embedded API server. */
class FakeServerTest {
    @Nested
    class Writing extends WritingContract {
        Writing() {
            super(Server.fake());
        }
    }
}
