package dev.kerf.objects.convert;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Queues of KAI Scheduler and of Kueue as Kerf's own. What Kerf has no word for is said, never dropped in silence; other
 * kinds are counted.
 */
public final class Conversion {
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final KaiQueues kai = new KaiQueues(this);
    private final KueueQueues kueue = new KueueQueues(this);

    /** Takes in one object. */
    public void accept(Item item) {
        if (item.name().isEmpty()) {
            warn(item.root(), item, "has no metadata.name; it is left out");
            return;
        }
        String kind = item.group() + "/" + item.kind();
        switch (kind) {
            case "scheduling.run.ai/Queue" -> kai.queue(item);
            case "kueue.x-k8s.io/ClusterQueue" -> kueue.clusterQueue(item);
            case "kueue.x-k8s.io/Cohort" -> kueue.cohort(item);
            case "kueue.x-k8s.io/LocalQueue" -> kueue.localQueue(item);
            case "kueue.x-k8s.io/ResourceFlavor" -> kueue.flavor(item);
            default -> skipped.merge(item.kind(), 1, Integer::sum);
        }
        warnings.addAll(item.warnings());
    }

    /** The queues, as objects to be written, parents before their children. */
    public List<Map<String, Object>> result() {
        List<QueueDraft> drafts = new ArrayList<>(kai.drafts());
        drafts.addAll(kueue.drafts());
        List<Map<String, Object>> trees = new ArrayList<>();
        List<String> written = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (QueueDraft draft : List.copyOf(drafts)) {
                boolean orphan = drafts.stream().noneMatch(d -> d.name().equals(draft.parent));
                if (draft.parent == null || written.contains(draft.parent) || orphan) {
                    trees.add(draft.tree());
                    written.add(draft.name());
                    drafts.remove(draft);
                    progress = true;
                }
            }
        }
        drafts.forEach(d -> trees.add(d.tree()));
        return trees;
    }

    /** What was not converted as it stood. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** How many objects of other kinds there were. */
    public Map<String, Integer> skipped() {
        return new TreeMap<>(skipped);
    }

    void warn(Field field, Item item, String message) {
        String at = field.path();
        warnings.add(item.warning(field.line(), at.isEmpty() ? message : at + ": " + message));
    }

    /** Says of each of these fields that is there that Kerf has no such thing. */
    void unknown(Item item, Field parent, Map<String, String> fields) {
        fields.forEach((name, why) -> {
            Field field = parent.get(name);
            if (field.present()) {
                warn(field, item, "is not converted: " + why);
            }
        });
    }
}
