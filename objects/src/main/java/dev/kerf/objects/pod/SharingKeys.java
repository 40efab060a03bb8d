package dev.kerf.objects.pod;

/** Labels and annotations by which pods share GPUs: KAI's where it has one, {@code kerf.dev} otherwise. */
public final class SharingKeys {
    /** Annotation: the part of each GPU. */
    public static final String FRACTION = "gpu-fraction";
    /** Annotation: the memory of each GPU, in MiB. */
    public static final String MEMORY = "gpu-memory";
    /** Annotation: on how many GPUs. */
    public static final String DEVICES = "gpu-fraction-num-devices";
    /** Annotation: which container is told its GPU; absent: the first. */
    public static final String CONTAINER = "gpu-fraction-container-name";

    /** Label: the group whose pods share one card. */
    public static final String GROUP = "runai-gpu-group";
    /** Label, with the group's name behind it, of a pod on several cards. */
    public static final String GROUP_PREFIX = GROUP + "/";
    /** Annotation: all groups, with commas between. Written with the binding, so it holds where both are given. */
    public static final String GROUPS = "kerf.dev/gpu-groups";

    /** Annotation of the admission webhook: the container it prepared. */
    public static final String PREPARED = "kerf.dev/gpu-container";
    /** Annotation: the GPUs the container sees, as the device plugin names them, with commas between. */
    public static final String VISIBLE = "kerf.dev/gpu-devices";
    /** Annotation: the part of each GPU, {@code 0.5}. */
    public static final String PORTION = "kerf.dev/gpu-portion";
    /** Annotation: the memory it may use of each GPU, {@code 8192m} in whole MiB; absent where the GPU's memory is not known. */
    public static final String MEMORY_LIMIT = "kerf.dev/gpu-memory-limit";

    /** Where reservations stand unless told otherwise. */
    public static final String RESERVATION_NAMESPACE = "kerf-resource-reservation";
    /** What the names of reservations begin with. */
    public static final String RESERVATION_PREFIX = "gpu-reservation-";
    /** Label of Kerf's reservations: the name of the scheduler that made it, and that deletes it. */
    public static final String MADE_BY = "kerf.dev/scheduler";
    /** Annotation of KAI's reservations: the GPU they were given. */
    static final String KAI_DEVICE = "run.ai/reserve_for_gpu_index";

    private SharingKeys() {}
}
