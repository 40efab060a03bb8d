package dev.kerf.objects;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TermsDraft;
import dev.kerf.objects.volume.VolumeUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod as the server last told of it, with what the engine makes of it once somebody asks. */
public final class LivePod {
    private final PodDraft draft;
    private final String uid;
    private final long version;
    private final String told;
    private final String visible;
    private final boolean prepared;
    private final boolean boundByKerf;
    private Waiting waiting = new Waiting();
    private @Nullable Task task;
    private @Nullable Placement placement;

    LivePod(PodDraft draft, Item item) {
        this.draft = draft;
        Field root = item.root();
        this.uid = root.at("metadata", "uid").text().intern();
        this.version = number(root.at("metadata", "resourceVersion").text());
        this.told = unscheduled(root);
        Field annotations = root.at("metadata", "annotations");
        this.visible = annotations.get(SharingKeys.VISIBLE).text().intern();
        this.prepared = annotations.get(SharingKeys.PREPARED).present();
        this.boundByKerf = annotations.get(SharingKeys.GROUPS).present();
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static String unscheduled(Field root) {
        return root.at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodScheduled"))
                .filter(c -> c.get("status").text().equals("False"))
                .map(c -> c.get("message").text())
                .findFirst()
                .orElse("");
    }

    public TaskId id() {
        return new TaskId(draft.namespace(), draft.name());
    }

    /** What tells it from another pod of the same name. */
    public String uid() {
        return uid;
    }

    /** The server's number of the state that was told; 0: none is known. */
    public long version() {
        return version;
    }

    /** The gang it says it is of; null: none. */
    public @Nullable Member member() {
        return draft.member();
    }

    /** The message of its condition PodScheduled while that is False; empty otherwise. */
    public String told() {
        return told;
    }

    /** On what terms it says it uses the cluster. */
    TermsDraft said() {
        return draft.terms();
    }

    Map<String, String> labels() {
        return draft.labels();
    }

    /** The node it was promised, as the server shows it; null: none. */
    public @Nullable String nominated() {
        return draft.nominated();
    }

    /** How it has been waiting for a node. */
    public Waiting waiting() {
        return waiting;
    }

    /** It is the same pod as before, told of again. */
    void follow(LivePod before) {
        waiting = before.waiting;
    }

    /** Its node; null: none yet. */
    public @Nullable String node() {
        PodDraft.Standing standing = draft.standing();
        return standing == null ? null : standing.node();
    }

    /** Whether it is being terminated on its node. */
    public boolean leaving() {
        PodDraft.Standing standing = draft.standing();
        return standing != null && standing.leaving();
    }

    /** Whether it asks for part of a GPU. */
    public boolean sharesGpu() {
        return switch (draft.spec().need().gpu()) {
            case GpuNeed.None none -> false;
            case GpuNeed.Whole whole -> false;
            case GpuNeed.Fraction fraction -> true;
            case GpuNeed.Memory memory -> true;
        };
    }

    /** Whether the admission webhook made a container of it take the GPU it is told. */
    boolean prepared() {
        return prepared;
    }

    /** The groups of the cards it stands on, in order; none where it has none. */
    public List<String> groups() {
        PodDraft.Standing standing = draft.standing();
        String group = standing == null ? null : standing.group();
        return group == null ? List.of() : List.of(group.split(","));
    }

    /** Whether it was Kerf that chose its cards. */
    public boolean boundByKerf() {
        return boundByKerf;
    }

    /** The GPUs it was told, in the order of its groups; none where it was told none. */
    public List<String> devices() {
        return visible.isEmpty() ? List.of() : List.of(visible.split(","));
    }

    /** Whether nothing differs that a decision could depend on. */
    boolean sameAs(LivePod other) {
        return uid.equals(other.uid)
                && prepared == other.prepared
                && visible.equals(other.visible)
                && draft.decidesAs(other.draft);
    }

    List<VolumeUse> volumes() {
        return draft.spec().volumes();
    }

    boolean isFor(@Nullable String scheduler) {
        return draft.spec().isFor(scheduler);
    }

    boolean isIn(Pool pool) {
        return pool.has(draft);
    }

    /** Forgets what was made of it, since what it refers to changed. */
    void forget() {
        task = null;
        placement = null;
    }

    Task task(Tasks tasks) {
        Task made = task == null ? tasks.task(draft) : task;
        task = made;
        return made;
    }

    /** It on the node it stands on. */
    Placement placement(Tasks tasks, PodDraft.Standing standing) {
        Placement made = placement == null ? tasks.placement(draft, standing) : placement;
        placement = made;
        return made;
    }

    PodDraft.@Nullable Standing standing() {
        return draft.standing();
    }
}
