package dev.kerf.kube.schedule;

import dev.kerf.core.model.TaskId;
import dev.kerf.kube.effect.Bindings;
import dev.kerf.kube.effect.Evictions;
import dev.kerf.kube.effect.Notes;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.kube.reflect.Sink;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.read.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the reflectors see, put into the live cluster; rings when it may change a decision. */
final class Eyes implements Sink {
    static final Set<String> INDISPENSABLE = Set.of("Node", "Pod");
    private final LiveCluster live;
    private final Bindings bindings;
    private final Evictions evictions;
    private final Notes notes;
    private final Bell bell;
    private final Set<String> missing;
    /** Whether nothing is missing. Until then nobody decides, and need not be woken for each of many thousand objects. */
    private volatile boolean complete;

    Eyes(LiveCluster live, Bindings bindings, Evictions evictions, Notes notes, Bell bell, List<Resource> resources) {
        this.live = live;
        this.bindings = bindings;
        this.evictions = evictions;
        this.notes = notes;
        this.bell = bell;
        this.missing = resources.stream().map(Resource::kind).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public void put(Item item) {
        boolean matters = live.put(item);
        if (item.kind().equals("Pod")) {
            matters &= !expected(new TaskId(item.namespace(), item.name()));
        }
        if (matters && complete) {
            bell.ring();
        }
    }

    /** Whether the pod only did what was assumed of it. */
    private boolean expected(TaskId id) {
        LivePod pod = live.pod(id);
        if (pod == null) {
            gone(id);
            return false;
        }
        if (pod.node() != null) {
            notes.done(id);
        }
        return bindings.seen(pod);
    }

    @Override
    public void remove(Item item) {
        live.remove(item);
        if (item.kind().equals("Pod")) {
            gone(new TaskId(item.namespace(), item.name()));
        }
        bell.ring();
    }

    private void gone(TaskId id) {
        bindings.gone(id);
        evictions.gone(id);
        notes.done(id);
    }

    @Override
    public void retain(String kind, Set<String> names) {
        live.retain(kind, names);
        if (kind.equals("Pod")) {
            for (TaskId id : bindings.assumed().keySet()) {
                if (!names.contains(id.toString())) {
                    gone(id);
                }
            }
        }
        bell.ring();
    }

    @Override
    public synchronized void synced(String kind) {
        seen(kind);
    }

    private synchronized void seen(String kind) {
        missing.remove(kind);
        complete = missing.isEmpty();
        notifyAll();
        bell.ring();
    }

    /** Without nodes and pods there is nothing to decide; without the rest only what refers to it waits. */
    @Override
    public synchronized void unreadable(String kind, boolean forbidden) {
        if (!INDISPENSABLE.contains(kind)) {
            live.unreadable(kind, forbidden);
            seen(kind);
        }
    }

    /** The kind is to be told too. */
    synchronized void expect(String kind) {
        missing.add(kind);
        complete = false;
    }

    /** What was told of the kind is of old, until all of it is told again. */
    synchronized void lookAgain(String kind) {
        missing.add(kind);
        complete = false;
    }

    /** Whether every kind has been told once. */
    synchronized boolean open() {
        return missing.isEmpty();
    }

    /** Waits until it is open. */
    synchronized void awaitOpen() throws InterruptedException {
        while (!missing.isEmpty()) {
            wait();
        }
    }

    /** The kinds not told yet. */
    synchronized List<String> missing() {
        return missing.stream().sorted().toList();
    }
}
