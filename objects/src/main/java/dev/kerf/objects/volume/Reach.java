package dev.kerf.objects.volume;

import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Reason;

/** From where a pod's claim can be reached. */
public sealed interface Reach {
    /** From every node. */
    record Anywhere() implements Reach {}

    /** From some nodes. */
    record From(VolumeAffinity affinity) implements Reach {}

    /** From none before something is done about the claim. */
    record Nowhere(Reason reason) implements Reach {}
}
