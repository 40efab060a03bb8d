package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TermsDraft;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pod objects, and what of their life decides whether they count. */
public final class PodReader {
    private static final Set<String> RESERVATIONS =
            Set.of(SharingKeys.RESERVATION_NAMESPACE, "kai-resource-reservation", "runai-reservation");

    private final Item item;
    private final Field root;
    private final Map<String, String> labels;

    public PodReader(Item item) {
        this.item = item;
        this.root = item.root();
        this.labels = root.at("metadata", "labels").texts();
    }

    public String phase() {
        return root.at("status", "phase").text();
    }

    public boolean isFinished() {
        return phase().equals("Succeeded") || phase().equals("Failed");
    }

    public boolean isLeaving() {
        return root.at("metadata", "deletionTimestamp").present();
    }

    public boolean isPending() {
        return node().isEmpty();
    }

    public Map<String, String> labels() {
        return labels;
    }

    public @Nullable OwnerRef owner() {
        return OwnerRef.read(root.get("metadata"));
    }

    /** The gang it says it is of; null: none. */
    public @Nullable Member member(String namespace) {
        return Membership.read(root).of(namespace, labels, owner());
    }

    private String node() {
        return root.at("spec", "nodeName").text();
    }

    /** A pod that only holds a card for others, which are counted themselves. */
    public boolean isReservation() {
        return isReservation(SharingKeys.RESERVATION_NAMESPACE);
    }

    /** Whether a pod only holds a card for others, as far as its name says. */
    public static boolean isReservation(String namespace, String name) {
        return RESERVATIONS.contains(namespace) && name.startsWith(SharingKeys.RESERVATION_PREFIX);
    }

    /**
     * A pod that only holds a card for others, which are counted themselves.
     *
     * @param namespace where such pods stand too
     */
    public boolean isReservation(String namespace) {
        return (RESERVATIONS.contains(item.namespace()) || namespace.equals(item.namespace()))
                && (item.name().startsWith(SharingKeys.RESERVATION_PREFIX) || labels.containsKey(SharingKeys.GROUP));
    }

    /** The pod under a name that its object may have left to the server. */
    public PodDraft read(String namespace, String name) {
        PodDraft.Standing standing = isPending() ? null : standing();
        Field metadata = root.get("metadata");
        TermsDraft terms = TermsDraft.read(metadata);
        String nominated = root.at("status", "nominatedNodeName").text();
        return new PodDraft(
                item.origin(),
                namespace,
                name,
                labels,
                metadata.get("creationTimestamp").time(),
                owner(),
                standing,
                new SpecReader(item, root).read(standing == null ? root.absent() : root.get("status")),
                member(namespace),
                terms,
                standing != null || nominated.isEmpty() ? null : nominated);
    }

    private PodDraft.Standing standing() {
        return new PodDraft.Standing(
                node(),
                group(),
                since(),
                isLeaving() ? root.at("metadata", "deletionTimestamp").time() : null);
    }

    /** When the kubelet began with it; until then, when it was bound. */
    private Instant since() {
        Field started = root.at("status", "startTime");
        return started.present()
                ? started.time()
                : root.at("status", "conditions").items().stream()
                        .filter(c -> c.get("type").text().equals("PodScheduled"))
                        .filter(c -> c.get("status").text().equals("True"))
                        .map(c -> c.get("lastTransitionTime").time())
                        .findFirst()
                        .orElse(Instant.EPOCH);
    }

    /** The card's group; of a pod on several cards the names of all, in order, with commas between. */
    private @Nullable String group() {
        String written = root.at("metadata", "annotations", SharingKeys.GROUPS).text();
        if (!written.isEmpty()) {
            return written;
        }
        String several = labels.keySet().stream()
                .filter(key -> key.startsWith(SharingKeys.GROUP_PREFIX))
                .map(key -> key.substring(SharingKeys.GROUP_PREFIX.length()))
                .sorted()
                .collect(Collectors.joining(","));
        return several.isEmpty() ? labels.get(SharingKeys.GROUP) : several;
    }
}
