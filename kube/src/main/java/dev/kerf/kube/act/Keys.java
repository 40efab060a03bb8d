package dev.kerf.kube.act;

/** Annotations, and a label, by which people and Kerf speak about actions. */
public final class Keys {
    /** Of people, on a pod, its owner or the namespace: nothing is changed until then, RFC 3339 or {@code infinite}. */
    public static final String PAUSE = "kerf.dev/pause-until";
    /** Of people, on a pod, its owner or the namespace: containers that are left alone, with commas between, or {@code *}. */
    public static final String SKIP = "kerf.dev/skip-containers";
    /** Of people, on the owner: {@code off}, or {@code no-R04} for one kind of advice. */
    public static final String ADVICE = "kerf.dev/advice";
    /** Of people, on the owner or the namespace: a level, which counts where it is lower than the policy's. */
    public static final String LEVEL = "kerf.dev/level";
    /** Of people, on the owner or the namespace: nothing is stopped until then, RFC 3339. */
    public static final String SNOOZE = "kerf.dev/snooze-until";
    /** Of people, on the owner: the id of the advice that is to be followed. */
    public static final String APPROVED = "kerf.dev/approved";
    /** Of people, on the owner: the advice that is not wanted, why, and until when, as JSON. */
    public static final String DISMISSED = "kerf.dev/dismissed";

    /** Of Kerf: the guards of the last action that was to be, as JSON. */
    public static final String GUARDS = "kerf.dev/guards";
    /** Of Kerf: the last action, with every value that was there before, as JSON. */
    public static final String ACTION = "kerf.dev/action";
    /** Of Kerf: the size that was last decided for its pods, as JSON: for those that are made later. */
    public static final String SIZE = "kerf.dev/size";
    /** Of Kerf, on a pod: what was changed of it when it was made, and by which advice, as JSON. */
    public static final String SIZED = "kerf.dev/sized";
    /** Of Kerf: when an action last changed it, RFC 3339. */
    public static final String CHANGED = "kerf.dev/last-change";
    /** Of Kerf: the advice that its work is to be stopped, and when its owner was told, as JSON. */
    public static final String ANNOUNCED = "kerf.dev/reclaim-announced";
    /** Of Kerf: how often actions were taken back, and until when there is none, as JSON. */
    public static final String BACKOFF = "kerf.dev/backoff";
    /** Label of Kerf, while an action is not settled. */
    public static final String ACTING = "kerf.dev/acting";

    /** Under which name Kerf's fields are kept by the server. */
    static final String MANAGER = "kerf";

    private Keys() {}
}
