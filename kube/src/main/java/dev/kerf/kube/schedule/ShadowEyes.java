package dev.kerf.kube.schedule;

import dev.kerf.kube.reflect.Resource;
import dev.kerf.kube.reflect.Sink;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.read.Item;
import java.util.Set;
import java.util.stream.Collectors;

/** What the reflectors see, put into the live cluster, and nothing more. */
final class ShadowEyes implements Sink {
    private final LiveCluster live;
    private final Bell bell;
    private final Set<String> missing =
            Resource.SCHEDULING.stream().map(Resource::kind).collect(Collectors.toSet());

    ShadowEyes(LiveCluster live, Bell bell) {
        this.live = live;
        this.bell = bell;
    }

    @Override
    public void put(Item item) {
        if (live.put(item)) {
            bell.ring();
        }
    }

    @Override
    public void remove(Item item) {
        live.remove(item);
        bell.ring();
    }

    @Override
    public void retain(String kind, Set<String> names) {
        live.retain(kind, names);
        bell.ring();
    }

    @Override
    public synchronized void synced(String kind) {
        missing.remove(kind);
        bell.ring();
    }

    @Override
    public synchronized void unreadable(String kind, boolean forbidden) {
        if (!Eyes.INDISPENSABLE.contains(kind)) {
            live.unreadable(kind, forbidden);
            missing.remove(kind);
        }
    }

    synchronized boolean open() {
        return missing.isEmpty();
    }
}
