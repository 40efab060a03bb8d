package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the start-up cache is made of. */
class RehearsalTest {
    @Test
    void bindsWhatFindsRoomAndTellsTheRest() throws IOException {
        assertThat(Rehearsal.play()).isGreaterThanOrEqualTo(Rehearsal.WRITES);
    }
}
