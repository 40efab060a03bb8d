package dev.kerf.fakecluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Change;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Stored;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All controllers on one thread: what changed is looked at, each object once however often it changed meanwhile. */
public final class Controllers implements AutoCloseable {
    private static final String PODS = "pods";
    private static final String NAMESPACES = "namespaces";
    private static final String BUDGETS = "poddisruptionbudgets.policy";
    private final Registry registry;
    private final Consumer<String> log;
    private final Family family = new Family();
    private final World world;
    private final Garbage garbage;
    private final Map<String, Controller> controllers;
    private final Set<Ref> dirty = new LinkedHashSet<>();
    private final Map<String, Stored> dead = new LinkedHashMap<>();
    private boolean closed;

    public Controllers(Registry registry, Consumer<String> log) {
        this.registry = registry;
        this.log = log;
        this.world = new World(registry, family);
        this.garbage = new Garbage(world);
        this.controllers = Map.of(
                "replicasets.apps",
                new ReplicaSets(world),
                "deployments.apps",
                new Deployments(world),
                "statefulsets.apps",
                new StatefulSets(world),
                "jobs.batch",
                new Jobs(world),
                BUDGETS,
                new Budgets(world),
                NAMESPACES,
                new Namespaces(world));
    }

    /** Begins. */
    public void start() {
        registry.store().listen(this::changed);
        Thread.ofVirtual().name("controllers").start(this::run);
    }

    private synchronized void changed(String resource, Change change) {
        family.note(resource, change);
        Stored object = change.after();
        if (change.gone() && !family.children(object.uid()).isEmpty()) {
            dead.put(object.uid(), object);
        }
        if (controllers.containsKey(resource) || Garbage.concerns(object)) {
            dirty.add(new Ref(resource, object.namespace(), object.name()));
        }
        near(resource, change);
        notifyAll();
    }

    /** Those who care for an object that is not their own kind. */
    private void near(String resource, Change change) {
        Stored object = change.after();
        for (JsonNode owner : Trees.at(object.tree(), "metadata", "ownerReferences")) {
            @Nullable Kind kind = registry.kinds().of(Trees.text(owner, "apiVersion"), Trees.text(owner, "kind"));
            if (kind != null) {
                String namespace = kind.namespaced() ? object.namespace() : "";
                dirty.add(new Ref(kind.resource(), namespace, Trees.text(owner, "name")));
            }
        }
        if (resource.equals(PODS)) {
            registry.store()
                    .list(BUDGETS, object.namespace())
                    .objects()
                    .forEach(each -> dirty.add(new Ref(BUDGETS, each.namespace(), each.name())));
        }
        if (change.gone() && !object.namespace().isEmpty()) {
            dirty.add(new Ref(NAMESPACES, "", object.namespace()));
        }
    }

    private void run() {
        try {
            while (true) {
                List<Ref> refs;
                List<Stored> gone;
                synchronized (this) {
                    while (!closed && dirty.isEmpty() && dead.isEmpty()) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    refs = List.copyOf(dirty);
                    gone = List.copyOf(dead.values());
                    dirty.clear();
                    dead.clear();
                }
                gone.forEach(each -> guarded(each.name(), () -> garbage.bury(each)));
                refs.forEach(each -> guarded(each.name(), () -> reconcile(each)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconcile(Ref ref) {
        @Nullable Stored object = world.find(ref);
        if (object == null) {
            return;
        }
        if (Garbage.concerns(object)) {
            garbage.settle(ref, object);
        }
        @Nullable Controller controller = controllers.get(ref.resource());
        if (controller != null && (!PodState.leaving(object) || ref.resource().equals(NAMESPACES))) {
            controller.reconcile(object);
        }
    }

    private void guarded(String name, Runnable work) {
        try {
            work.run();
        } catch (Refusal refused) {
            log.accept("controllers, " + name + ": " + refused.sentence());
        } catch (RuntimeException broken) {
            log.accept("controllers, " + name + ": " + broken);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
