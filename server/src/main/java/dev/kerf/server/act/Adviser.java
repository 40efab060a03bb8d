package dev.kerf.server.act;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.model.Cluster;
import dev.kerf.kube.act.Measurements;
import java.time.Instant;
import java.util.Collection;

/** Who finds what could be changed about a cluster, from what was measured of it, and answers for what was promised. */
public interface Adviser extends Measurements {
    /**
     * All advice about the cluster; may take minutes.
     *
     * @param policies that say whose parts of GPUs follow their load
     * @throws RuntimeException with one sentence, if whoever measures does not answer
     */
    Counsel about(Cluster cluster, Collection<SizingPolicy> policies);

    /** An advice of the last counsel is being followed. */
    default void followed(Advice advice, Instant now) {}
}
