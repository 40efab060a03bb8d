package dev.kerf.objects.volume;

/** What is still to happen to a claim before its pod can be bound to a node. */
public sealed interface ClaimStep {
    /** {@code NAMESPACE/NAME} of the claim. */
    String claim();

    /** Its volume is to be made for the node: whoever makes it waits for the node's name. */
    record Make(String claim, String uid) implements ClaimStep {}

    /**
     * A volume that is there is to be kept for it.
     *
     * @param volume  its name
     * @param version of the volume, which must not have changed
     */
    record Take(String claim, String uid, String volume, String version) implements ClaimStep {}

    /** Others are at it. */
    record Wait(String claim) implements ClaimStep {}

    /** It cannot be on that node. */
    record Stuck(String claim, String problem) implements ClaimStep {}
}
