package dev.kerf.server.act;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.model.Cluster;
import dev.kerf.kube.act.Measurements;
import java.time.Instant;

/** Who finds what could be changed about a cluster, from what was measured of it, and answers for what was promised. */
public interface Adviser extends Measurements {
    /**
     * All advice about the cluster; may take minutes.
     *
     * @throws RuntimeException with one sentence, if whoever measures does not answer
     */
    Counsel about(Cluster cluster);

    /** An advice of the last counsel is being followed. */
    default void followed(Advice advice, Instant now) {}
}
