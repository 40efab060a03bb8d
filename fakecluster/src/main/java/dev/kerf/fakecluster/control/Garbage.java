package dev.kerf.fakecluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an owner leaves behind goes too; before it, or not at all, where the deletion said so. */
final class Garbage {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";
    private final World world;

    Garbage(World world) {
        this.world = world;
    }

    /** The owner is gone. */
    void bury(Stored owner) {
        world.owned(owner).forEach(child -> world.delete(child));
    }

    /** Whether the object waits for something that is done here. */
    static boolean concerns(Stored object) {
        return PodState.leaving(object) && (has(object, FOREGROUND) || has(object, ORPHAN));
    }

    void settle(Ref ref, Stored object) {
        List<Ref> children = world.owned(object);
        if (has(object, ORPHAN)) {
            children.forEach(child -> world.change(child, tree -> disown(tree, object.uid())));
            release(ref, ORPHAN);
        } else if (children.isEmpty()) {
            release(ref, FOREGROUND);
        } else {
            for (Ref child : children) {
                @Nullable Stored there = world.find(child);
                if (there != null && !PodState.leaving(there)) {
                    world.delete(child, new DeleteOptions(null, "", "", "Foreground", false));
                }
            }
        }
    }

    private static boolean has(Stored object, String finalizer) {
        for (JsonNode each : Trees.at(object.tree(), "metadata", "finalizers")) {
            if (each.asText().equals(finalizer)) {
                return true;
            }
        }
        return false;
    }

    private static void disown(ObjectNode tree, String uid) {
        ArrayNode left = Trees.array();
        Trees.at(tree, "metadata", "ownerReferences").forEach(each -> {
            if (!Trees.text(each, "uid").equals(uid)) {
                left.add(each);
            }
        });
        Trees.put(Trees.within(tree, "metadata"), "ownerReferences", left.isEmpty() ? null : left);
    }

    private void release(Ref ref, String finalizer) {
        world.change(ref, tree -> {
            ArrayNode left = Trees.array();
            Trees.at(tree, "metadata", "finalizers").forEach(each -> {
                if (!each.asText().equals(finalizer)) {
                    left.add(each);
                }
            });
            Trees.put(Trees.within(tree, "metadata"), "finalizers", left.isEmpty() ? null : left);
        });
    }
}
