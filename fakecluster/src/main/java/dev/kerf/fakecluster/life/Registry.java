package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.patch.Ownership;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Refusal.Cause;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The objects of the server, and what creating, changing and deleting one means. Every operation is one step for others. */
public final class Registry {
    private static final String PODS = "pods";
    private static final String NAMESPACES = "namespaces";
    private static final String METADATA = "metadata";
    private static final String STATUS = "status";
    private static final String FINALIZERS = "finalizers";
    private static final String DELETION = "deletionTimestamp";
    private static final String GRACE = "deletionGracePeriodSeconds";
    private static final String GENERATION = "generation";

    private final Store store;
    private final InstantSource clock;
    private final Births births;
    private final Kinds kinds;
    private final CustomKinds customs;

    public Registry(Store store, Kinds kinds, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.kinds = kinds;
        this.customs = new CustomKinds(kinds);
        this.births = new Births(store, clock);
    }

    public Kinds kinds() {
        return kinds;
    }

    public Store store() {
        return store;
    }

    /** Now, as objects have it. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public InstantSource clock() {
        return clock;
    }

    /** Where objects of a kind lie; both groups of events are the same objects. */
    public static String shelf(Kind kind) {
        return kind.is("events.events.k8s.io") ? "events" : kind.resource();
    }

    public Stored get(Kind kind, String namespace, String name) {
        Stored found = store.get(shelf(kind), Store.key(namespace, name));
        if (found == null) {
            throw Refusal.notFound(kind, name);
        }
        return found;
    }

    /** Creates; the tree becomes the store's. */
    public Stored create(Kind kind, String namespace, ObjectNode tree, Options options) {
        return store.alone(() -> {
            births.prepare(kind, namespace, tree);
            String name = Trees.text(tree, METADATA, "name");
            check(kind, name, tree);
            String key = Store.key(namespace, name);
            if (store.get(shelf(kind), key) != null) {
                throw Refusal.exists(kind, name);
            }
            return keep(kind, key, tree, options.dryRun());
        });
    }

    private static void check(Kind kind, String name, ObjectNode tree) {
        List<Cause> causes = Checks.of(kind, tree);
        if (!causes.isEmpty()) {
            throw Refusal.invalid(kind, name, causes);
        }
    }

    private Stored keep(Kind kind, String key, ObjectNode tree, boolean dryRun) {
        if (dryRun) {
            return store.unkept(key, tree);
        }
        if (kind.is(CustomKinds.RESOURCE)) {
            customs.learn(tree, now());
        }
        return store.put(shelf(kind), key, tree);
    }

    /**
     * Changes an object.
     *
     * @param change takes a copy of the present state and gives the wanted one
     */
    public Stored update(
            Kind kind, String namespace, String name, Part part, UnaryOperator<ObjectNode> change, Options options) {
        return store.alone(() -> {
            Stored before = get(kind, namespace, name);
            ObjectNode after = change.apply(before.tree().deepCopy());
            if (part != Part.ANY) {
                settle(kind, part, before, after);
            }
            if (after.equals(before.tree())) {
                return before;
            }
            own(kind, before.tree(), after, options);
            if (leaves(after)) {
                return options.dryRun() ? store.unkept(before.key(), after) : drop(kind, before.key());
            }
            return keep(kind, before.key(), after, options.dryRun());
        });
    }

    private void own(Kind kind, ObjectNode before, ObjectNode after, Options options) {
        boolean own = Trees.at(before, METADATA, "managedFields").equals(Trees.at(after, METADATA, "managedFields"));
        if (own && !options.owned() && Ownership.kept(before)) {
            String version = kind.versions().getFirst();
            Ownership ownership =
                    new Ownership(before, kinds.schema(kind, version), kind.apiVersion(), now(), options.subresource());
            ownership.updated(before, after, options.manager());
        }
    }

    /** Brings what was asked for into the form that may be kept. */
    private void settle(Kind kind, Part part, Stored before, ObjectNode after) {
        ObjectNode old = before.tree();
        same(kind, before, after);
        boolean apart = kind.has(STATUS);
        if (part == Part.STATUS) {
            statusOnly(kind, old, after);
        } else if (apart) {
            Trees.put(after, STATUS, old.get(STATUS));
        }
        ObjectNode metadata = Trees.within(after, METADATA);
        for (String kept :
                List.of("creationTimestamp", "uid", DELETION, GRACE, GENERATION, "resourceVersion", "selfLink")) {
            Trees.put(metadata, kept, old.path(METADATA).get(kept));
        }
        if (kind.namespaced()) {
            metadata.put("namespace", before.namespace());
        }
        if (part == Part.MAIN) {
            Defaults.fill(kind, after);
            check(kind, before.name(), after);
            Frozen.check(kind, old, after);
            if (Births.counts(kind) && specChanged(old, after)) {
                metadata.put(GENERATION, old.path(METADATA).path(GENERATION).asLong(0) + 1);
            }
        }
    }

    private static void same(Kind kind, Stored before, ObjectNode after) {
        String name = Trees.text(after, METADATA, "name");
        if (!name.equals(before.name())) {
            throw Refusal.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + before.name() + ")");
        }
        String uid = Trees.text(after, METADATA, "uid");
        if (!uid.isEmpty() && !uid.equals(before.uid())) {
            throw Refusal.conflict(
                    kind,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + before.uid());
        }
        String version = Trees.text(after, METADATA, "resourceVersion");
        if (!version.isEmpty() && !version.equals(Long.toString(before.revision()))) {
            throw Refusal.stale(kind, name);
        }
    }

    private static void statusOnly(Kind kind, ObjectNode old, ObjectNode after) {
        old.properties().forEach(field -> {
            boolean kept = kind.custom() && field.getKey().equals(METADATA);
            if (!field.getKey().equals(STATUS) && (kept || !field.getKey().equals(METADATA))) {
                after.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        after.properties().removeIf(field -> !field.getKey().equals(STATUS) && !old.has(field.getKey()));
        if (kind.custom()) {
            Trees.within(after, METADATA).set("name", old.path(METADATA).path("name"));
        }
    }

    private static boolean specChanged(ObjectNode old, ObjectNode after) {
        ObjectNode left = old.deepCopy();
        ObjectNode right = after.deepCopy();
        for (ObjectNode each : List.of(left, right)) {
            each.remove(List.of(METADATA, STATUS));
        }
        return !left.equals(right);
    }

    /** Whether nothing keeps it any longer. */
    private static boolean leaves(ObjectNode tree) {
        JsonNode metadata = tree.path(METADATA);
        return metadata.has(DELETION)
                && metadata.path(FINALIZERS).isEmpty()
                && tree.path("spec").path(FINALIZERS).isEmpty()
                && metadata.path(GRACE).asLong(0) == 0;
    }

    /** What became of a deletion: the object's last or present state, and whether it is gone. */
    public record Deleted(Stored object, boolean gone) {}

    /** Deletes, or begins to. */
    public Deleted delete(Kind kind, String namespace, String name, DeleteOptions options) {
        return store.alone(() -> {
            Stored before = get(kind, namespace, name);
            precondition(kind, before, options);
            ObjectNode after = before.tree().deepCopy();
            mark(kind, after, options);
            if (leaves(after)) {
                return new Deleted(options.dryRun() ? before : drop(kind, before.key()), true);
            }
            boolean same = after.equals(before.tree());
            return new Deleted(same ? before : keep(kind, before.key(), after, options.dryRun()), false);
        });
    }

    private static void precondition(Kind kind, Stored before, DeleteOptions options) {
        if (!options.uid().isEmpty() && !options.uid().equals(before.uid())) {
            throw Refusal.conflict(
                    kind,
                    before.name(),
                    "Precondition failed: UID in precondition: " + options.uid() + ", UID in object meta: "
                            + before.uid());
        }
        String version = Long.toString(before.revision());
        if (!options.version().isEmpty() && !options.version().equals(version)) {
            throw Refusal.conflict(
                    kind,
                    before.name(),
                    "Precondition failed: ResourceVersion in precondition: " + options.version()
                            + ", ResourceVersion in object meta: " + version);
        }
    }

    private void mark(Kind kind, ObjectNode tree, DeleteOptions options) {
        ObjectNode metadata = Trees.within(tree, METADATA);
        finalizer(metadata, "foregroundDeletion", options.policy().equals("Foreground"));
        finalizer(metadata, "orphan", options.policy().equals("Orphan"));
        long grace = kind.is(PODS) ? grace(tree, options) : 0;
        boolean shorter = grace < metadata.path(GRACE).asLong(Long.MAX_VALUE);
        if (!metadata.has(DELETION) || shorter) {
            Instant begun = metadata.has(DELETION)
                    ? Instant.parse(Trees.text(metadata, DELETION))
                            .minusSeconds(metadata.path(GRACE).asLong(0))
                    : clock.instant();
            metadata.put(
                    DELETION,
                    begun.plus(Duration.ofSeconds(grace))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            metadata.put(GRACE, grace);
            if (Births.counts(kind) && metadata.has(GENERATION)) {
                metadata.put(GENERATION, metadata.path(GENERATION).asLong() + 1);
            }
        }
        if (kind.is(NAMESPACES)) {
            Trees.within(tree, STATUS).put("phase", "Terminating");
        }
    }

    private static void finalizer(ObjectNode metadata, String name, boolean wanted) {
        ArrayNode finalizers = metadata.get(FINALIZERS) instanceof ArrayNode own ? own : Trees.array();
        for (JsonNode each : finalizers) {
            if (each.asText().equals(name)) {
                return;
            }
        }
        if (wanted) {
            metadata.set(FINALIZERS, finalizers.add(name));
        }
    }

    /** Only a pod that a kubelet may be running is given time. */
    private static long grace(ObjectNode pod, DeleteOptions options) {
        String phase = Trees.text(pod, STATUS, "phase");
        boolean idle =
                Trees.text(pod, "spec", "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed");
        if (idle) {
            return 0;
        }
        Long asked = options.grace();
        return asked == null
                ? pod.path("spec").path("terminationGracePeriodSeconds").asLong(30)
                : Math.max(0, asked);
    }

    private Stored drop(Kind kind, String key) {
        @Nullable Stored last = store.remove(shelf(kind), key);
        if (last == null) {
            throw Refusal.notFound(kind, key);
        }
        if (kind.is(CustomKinds.RESOURCE)) {
            store.list(last.name()).objects().forEach(each -> store.remove(last.name(), each.key()));
            customs.forget(last.name());
        }
        return last;
    }

    static String uid() {
        return UUID.randomUUID().toString();
    }
}
