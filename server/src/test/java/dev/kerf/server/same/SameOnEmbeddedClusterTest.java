package dev.kerf.server.same;

import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@link SameEverywhere} on the embedded cluster. */
class SameOnEmbeddedClusterTest {
    @Test
    void everyCaseEndsAsPlanned() throws IOException {
        try (FakeCluster cluster = FakeCluster.start(Settings.apiOnly())) {
            SameEverywhere.everyCaseOn(cluster.kubeconfig());
        }
    }
}
