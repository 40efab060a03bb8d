package dev.kerf.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A claim on the cluster that tasks are charged to.
 *
 * @param name             unique
 * @param parent           the queue it is part of; null: a root
 * @param priority         who is served first beyond the guarantees; higher first
 * @param quotas           by resource; what is not named is {@link Quota#OPEN}
 * @param models           by GPU model; what is not named is open and counts for one
 * @param preemptAfter     how long work of this queue runs before others of the same queue may take its place
 * @param reclaimAfter     how long it runs before another queue may
 * @param perUser          what one user's work may have in all, by resource
 * @param namespaces       who may use it; empty: everyone
 * @param admission        whether it takes work now
 * @param created          older comes first among equals
 * @param pastUse          the part of all GPUs that it and those below it had of late, from 0 to 1
 */
public record Queue(
        String name,
        @Nullable String parent,
        int priority,
        SortedMap<String, Quota> quotas,
        SortedMap<String, ModelQuota> models,
        Duration preemptAfter,
        Duration reclaimAfter,
        SortedMap<String, Long> perUser,
        Set<String> namespaces,
        Admission admission,
        Instant created,
        double pastUse) {
    /** The priority of a queue that states none. */
    public static final int USUAL_PRIORITY = 100;

    /** Whether a queue takes work. */
    public enum Admission {
        /** It does. */
        OPEN,
        /** What runs goes on, nothing new begins. */
        HOLD,
        /** Nothing new begins, and what runs is asked to leave. */
        DRAIN
    }

    public Queue {
        quotas = Collections.unmodifiableSortedMap(new TreeMap<>(quotas));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        perUser = Collections.unmodifiableSortedMap(new TreeMap<>(perUser));
        namespaces = Set.copyOf(namespaces);
    }

    /** A queue that claims nothing and is refused nothing. */
    public static Queue of(String name, @Nullable String parent) {
        return new Queue(
                name,
                parent,
                USUAL_PRIORITY,
                new TreeMap<>(),
                new TreeMap<>(),
                Duration.ZERO,
                Duration.ZERO,
                new TreeMap<>(),
                Set.of(),
                Admission.OPEN,
                Instant.EPOCH,
                0);
    }

    /** What it may claim of a resource. */
    public Quota quota(String resource) {
        return quotas.getOrDefault(resource, Quota.OPEN);
    }

    public Queue with(String resource, Quota quota) {
        return withQuotas(merged(resource, quota));
    }

    private Map<String, Quota> merged(String resource, Quota quota) {
        Map<String, Quota> all = new TreeMap<>(quotas);
        all.put(resource, quota);
        return all;
    }

    public Queue withQuotas(Map<String, Quota> other) {
        return new Queue(
                name,
                parent,
                priority,
                new TreeMap<>(other),
                models,
                preemptAfter,
                reclaimAfter,
                perUser,
                namespaces,
                admission,
                created,
                pastUse);
    }

    public Queue withPriority(int other) {
        return new Queue(
                name,
                parent,
                other,
                quotas,
                models,
                preemptAfter,
                reclaimAfter,
                perUser,
                namespaces,
                admission,
                created,
                pastUse);
    }

    public Queue withCreated(Instant other) {
        return new Queue(
                name,
                parent,
                priority,
                quotas,
                models,
                preemptAfter,
                reclaimAfter,
                perUser,
                namespaces,
                admission,
                other,
                pastUse);
    }

    public Queue withPastUse(double other) {
        return new Queue(
                name,
                parent,
                priority,
                quotas,
                models,
                preemptAfter,
                reclaimAfter,
                perUser,
                namespaces,
                admission,
                created,
                other);
    }
}
