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
        Clock its = new Clock.Ahead();
        Clock others = new Clock.Ahead();
        try (FakeCluster one = start(its);
                FakeCluster another = start(others)) {
            SameEverywhere.everyCaseOn(new Place(one.kubeconfig(), its), new Place(another.kubeconfig(), others));
        }
    }

    private static FakeCluster start(Clock clock) throws IOException {
        return FakeCluster.start(Settings.apiOnly().at(clock));
    }
}
