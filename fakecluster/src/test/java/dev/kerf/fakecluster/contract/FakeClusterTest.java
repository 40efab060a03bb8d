package dev.kerf.fakecluster.contract;

/** What an embedded cluster does by itself. */
class FakeClusterTest extends ClusterContract {
    FakeClusterTest() {
        super(Server.fakeCluster());
    }
}
