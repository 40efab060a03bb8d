package dev.kerf.observe.series;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of pods from elsewhere: the cluster itself knows best who owns one. */
public interface Owners {
    /** The owner a person knows, {@code Deployment/web}; null: not known here, and the series are asked. */
    @Nullable
    String workload(String namespace, String pod);

    /** Who shares the GPUs that were given to a pod that only reserves them; empty: it is no such pod. */
    default List<Holder> sharers(String namespace, String pod) {
        return List.of();
    }

    /** Whether a pod only keeps a GPU for those who share it, whoever these are. */
    default boolean reserves(String namespace, String pod) {
        return !sharers(namespace, pod).isEmpty();
    }

    /** Nothing is known. */
    static Owners unknown() {
        return (namespace, pod) -> null;
    }
}
