package dev.kerf.core.act;

import dev.kerf.core.advise.Followers;
import dev.kerf.core.size.Follow;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people let Kerf do about the size and place of work.
 *
 * @param name     of the policy
 * @param priority of several that speak of the same work the one of the highest holds
 * @param scope    the work it speaks of
 * @param level    how far Kerf may go
 * @param bounds   what may be asked for
 * @param windows  when, at the level that has them; none: never
 * @param pace     how much at a time
 * @param manner   how sizes are changed
 * @param terms    what else is wanted of an action
 */
public record SizingPolicy(
        String name,
        int priority,
        Scope scope,
        Level level,
        Bounds bounds,
        List<Window> windows,
        Pace pace,
        Manner manner,
        Terms terms) {
    public static final int USUAL_PRIORITY = 100;

    /** Where no policy speaks of the work. */
    public static final SizingPolicy NONE = new SizingPolicy(
            "",
            Integer.MIN_VALUE,
            Scope.ALL,
            Level.USUAL,
            Bounds.NONE,
            List.of(),
            Pace.USUAL,
            Manner.IN_PLACE,
            Terms.USUAL);

    /** How sizes are changed. */
    public enum Manner {
        /** In the pods that run, and in the template where that starts nobody anew. */
        IN_PLACE,
        /** In the template; its controller makes the pods anew. */
        ROLLOUT
    }

    /**
     * What else is wanted of an action.
     *
     * @param ready     pods that have to be ready; negative: all that are wanted
     * @param notice    how long before its work is stopped an owner is told
     * @param verify    how long what was done is looked after before it counts as done
     * @param change    smaller changes are not made, as a part of what there is
     * @param dayCents  nor are those that save less a day, in hundredths
     * @param trust     no action where less of the measurements can be believed, 0 to 1
     * @param admission whether pods that are made later get the size that was decided, whatever their template says
     * @param slos      what has to hold before an action and after it
     * @param follow    how closely parts of GPUs follow their load; null: they are such that stay
     */
    public record Terms(
            int ready,
            Duration notice,
            Duration verify,
            double change,
            long dayCents,
            double trust,
            boolean admission,
            List<Slo> slos,
            @Nullable Follow follow) {
        public static final Terms USUAL =
                new Terms(-1, Duration.ofHours(4), Duration.ofMinutes(30), 0.1, 100, 0.5, false, List.of(), null);

        public Terms {
            slos = List.copyOf(slos);
        }

        /** The same with promises. */
        public Terms promising(List<Slo> others) {
            return new Terms(ready, notice, verify, change, dayCents, trust, admission, others, follow);
        }

        /** The same, and pods that are made later get the size that was decided. */
        public Terms admitting() {
            return new Terms(ready, notice, verify, change, dayCents, trust, true, slos, follow);
        }

        /** The same with parts of GPUs that follow their load. */
        public Terms following(Follow how) {
            return new Terms(ready, notice, verify, change, dayCents, trust, admission, slos, how);
        }
    }

    public SizingPolicy {
        windows = List.copyOf(windows);
    }

    /** The one that holds for a workload: of the highest priority, of several the lowest level, then the first by name. */
    public static SizingPolicy of(
            Collection<SizingPolicy> policies, String namespace, String kind, Map<String, String> labels) {
        return policies.stream()
                .filter(policy -> policy.scope.covers(namespace, kind, labels))
                .min(Comparator.comparingInt(SizingPolicy::priority)
                        .reversed()
                        .thenComparing(SizingPolicy::level)
                        .thenComparing(SizingPolicy::name))
                .orElse(NONE);
    }

    /** Whose parts of GPUs follow their load: pods carry the labels by which a policy speaks of their workload. */
    public static Followers followers(Collection<SizingPolicy> policies) {
        List<SizingPolicy> all = List.copyOf(policies);
        return work ->
                of(all, work.namespace(), work.kind(), work.first().labels()).follow();
    }

    /** How closely parts of GPUs follow their load, within the bounds; null: they stay. */
    private @Nullable Follow follow() {
        Follow follow = terms.follow();
        return follow == null
                ? null
                : follow.within(bounds.fraction().least(), bounds.fraction().most());
    }

    /** The same at another level. */
    public SizingPolicy at(Level other) {
        return new SizingPolicy(name, priority, scope, other, bounds, windows, pace, manner, terms);
    }

    /** {@code policy nights}, or that there is none. */
    public String title() {
        return name.isEmpty() ? "no policy speaks of it" : "policy " + name;
    }
}
