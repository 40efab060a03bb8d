package dev.kerf.server.same;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.server.same.SameEverywhere.Place;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@link SameEverywhere} on embedded clusters. */
class SameOnEmbeddedClusterTest {
    @Test
    void everyCaseEndsAsPlanned() throws IOException {
        Clock clock = new Clock.Ahead();
        try (FakeCluster one = start(clock);
                FakeCluster another = start(clock)) {
            SameEverywhere.everyCaseOn(new Place(one.kubeconfig(), clock), new Place(another.kubeconfig(), clock));
        }
    }

    private static FakeCluster start(Clock clock) throws IOException {
        return FakeCluster.start(Settings.apiOnly().at(clock));
    }
}
