package dev.kerf.objects;

import dev.kerf.objects.pod.PodDraft;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance for all that are equal, as long as somebody holds it. Most pods of a cluster come from few templates, so that
 * what they ask and their labels take little room.
 */
final class Alike {
    private final Map<Object, WeakReference<Object>> known = new WeakHashMap<>();

    /** The pod, of parts that others have too where those are equal. */
    synchronized PodDraft of(PodDraft pod) {
        return new PodDraft(
                one(pod.origin()),
                one(pod.namespace()),
                pod.name(),
                one(pod.labels()),
                pod.created(),
                pod.owner() == null ? null : one(pod.owner()),
                standing(pod.standing()),
                one(pod.spec()),
                pod.member(),
                one(pod.terms()),
                pod.nominated());
    }

    private PodDraft.@Nullable Standing standing(PodDraft.@Nullable Standing standing) {
        return standing == null
                ? null
                : new PodDraft.Standing(one(standing.node()), standing.group(), standing.since(), standing.goneBy());
    }

    private <T> T one(T value) {
        WeakReference<Object> before = known.get(value);
        Object same = before == null ? null : before.get();
        if (same == null) {
            known.put(value, new WeakReference<>(value));
            return value;
        }
        @SuppressWarnings("unchecked") // equal values of this class are of one type
        T shared = (T) same;
        return shared;
    }
}
