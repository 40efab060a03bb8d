package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.kube.api.Request;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.write.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One write of an action. It can be done twice without harm, and be told from the object whether it was done.
 *
 * @param how     it is done
 * @param path    of the object
 * @param uid     of that very object: another of its name is left alone
 * @param forward what is merged into the object; of an eviction the node on which the pod stands, or the
 *                workload that made it
 * @param back    what takes it back: the values that were there; of an eviction nothing, or what the pod asked, for one made anew that
 *                has found no place; of a release, which needs no taking
 *                back, who makes the pods that have to stand before
 */
record Step(How how, String path, String uid, Map<String, Object> forward, Map<String, Object> back) {
    /** In which way something is written. */
    enum How {
        /** A strategic merge patch of the object. */
        PATCH,
        /** The same, of the sizes of the containers of a pod that runs. */
        RESIZE,
        /** The pod is asked to leave, within what disruption budgets allow. */
        EVICT,
        /** A node that was closed meanwhile takes pods again, once those that left it have successors that stand. */
        RELEASE
    }

    private static final String MAKERS = "makers";
    private static final String OWNER = "owner";

    /** A patch of an object, which remembers what is there now. */
    static Step patch(How how, Live live, Map<String, Object> forward) {
        return new Step(how, live.place().path(), live.uid(), forward, map(Merge.back(live.tree(), forward)));
    }

    /** A pod asked to leave the node on which it stands. */
    static Step evict(Live pod, Live node) {
        return new Step(How.EVICT, pod.place().path(), pod.uid(), standsOn(node), Map.of());
    }

    /** A pod asked to leave by who made it, which makes it anew. */
    static Step evictOf(Live owner, Live pod) {
        Map<String, Object> part = Map.of(SharingKeys.FRACTION, pod.annotation(SharingKeys.FRACTION));
        return new Step(
                How.EVICT,
                pod.place().path(),
                pod.uid(),
                ownedBy(owner),
                Map.of("metadata", Map.of("annotations", part)));
    }

    /** What is asked of a pod that is asked to leave on behalf of its workload. */
    static Map<String, Object> ownedBy(Live owner) {
        return Map.of(
                OWNER,
                Map.of("kind", owner.place().kind(), "name", owner.place().name(), "uid", owner.uid()));
    }

    /** Whether it asks a pod to leave on behalf of its workload. */
    boolean ofOwner() {
        return how == How.EVICT && forward.containsKey(OWNER);
    }

    /** The part of a GPU that a pod asked to leave on behalf of its workload had. */
    String part() {
        return Merge.text(back, "metadata", "annotations", SharingKeys.FRACTION);
    }

    /** The books of a pod that runs: its annotations. What its container was told when it began stays until it begins anew. */
    static Step share(Live pod, String part) {
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put(SharingKeys.FRACTION, part);
        if (!pod.annotation(SharingKeys.PORTION).isEmpty()) {
            annotations.put(SharingKeys.PORTION, part);
        }
        return patch(How.PATCH, pod, Map.of("metadata", Map.of("annotations", annotations)));
    }

    /** A node as it was before it was closed, once the successors of these pods stand. */
    static Step release(Step closed, List<Live> pods) {
        return new Step(
                How.RELEASE, closed.path(), closed.uid(), closed.back(), Map.of(MAKERS, Successors.makers(pods)));
    }

    /** Whether it is taken back by writing; what cannot be, or need not be, is left. */
    boolean reversible() {
        return how != How.EVICT && how != How.RELEASE;
    }

    /** Without what is not written. */
    Step forwardOnly() {
        return new Step(how, path, uid, forward, Map.of());
    }

    /** Who makes the pods that have to stand before it may be done. */
    List<?> makers() {
        return how == How.RELEASE && back.get(MAKERS) instanceof List<?> makers ? makers : List.of();
    }

    /** What is true of the pods of a node. */
    static Map<String, Object> standsOn(Live node) {
        return Map.of("spec", Map.of("nodeName", node.place().name()));
    }

    /** Whether the object is one that this step may be made of: who stands elsewhere is asked nothing. */
    boolean concerns(Live live) {
        boolean itself = live.uid().equals(uid);
        if (how != How.EVICT) {
            return itself;
        }
        return itself
                && (ofOwner() ? Successors.madeBy(live, map(forward.get(OWNER))) : Merge.holds(live.tree(), forward));
    }

    @SuppressWarnings("unchecked") // what goes back from a map is a map
    private static Map<String, Object> map(@Nullable Object tree) {
        return (Map<String, Object>) Objects.requireNonNull(tree);
    }

    /** Whether the object is as this step leaves it. */
    boolean done(Live live) {
        return how == How.EVICT
                ? live.root().at("metadata", "deletionTimestamp").present()
                : Merge.holds(live.tree(), forward);
    }

    /** Whether the object is as this step found it. */
    boolean undone(Live live) {
        return reversible() && Merge.holds(live.tree(), back);
    }

    /** The write, of the object as it was last seen and of no other. */
    Request request(Live seen, boolean forth) {
        if (how == How.EVICT) {
            return eviction(seen);
        }
        Map<String, Object> body = new LinkedHashMap<>(forth ? forward : back);
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (body.get("metadata") instanceof Map<?, ?> own) {
            own.forEach((key, value) -> metadata.put((String) key, value));
        }
        metadata.put("uid", uid);
        metadata.put("resourceVersion", seen.version());
        body.put("metadata", metadata);
        String to = path + (how == How.RESIZE ? "/resize" : "") + "?fieldManager=" + Keys.MANAGER;
        return Request.strategicPatch(to, Documents.bytes(body));
    }

    private Request eviction(Live seen) {
        String body =
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"},"
                        + "\"deleteOptions\":{\"preconditions\":{\"uid\":\"%s\"}}}";
        return Request.post(
                path + "/eviction",
                body.formatted(seen.place().name(), seen.place().namespace(), uid)
                        .getBytes(UTF_8));
    }

    /** For the annotation of the intent. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("how", how.name());
        tree.put("path", path);
        tree.put("uid", uid);
        tree.put("forward", forward);
        tree.put("back", back);
        return tree;
    }

    static Step of(Field tree) {
        return new Step(
                How.valueOf(tree.get("how").text()),
                tree.get("path").text(),
                tree.get("uid").text(),
                map(tree.get("forward").tree()),
                map(tree.get("back").tree()));
    }

    Place place() {
        return Place.at(path);
    }
}
