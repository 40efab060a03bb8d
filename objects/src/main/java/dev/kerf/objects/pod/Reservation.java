package dev.kerf.objects.pod;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod that holds a card for the pods that share it, and tells which card it was given: its container ends once with
 * that for its last words, which every cluster shows in the pod's status, and stays when it is started again.
 *
 * @param id      its name
 * @param uid     what tells it from another of that name
 * @param node    where it stands
 * @param group   whose card it holds
 * @param device  the GPU it was given, as the device plugin names it; empty: not known
 * @param state   how far it is
 * @param trouble what keeps it from being up; empty: nothing that is known
 * @param leaving being deleted
 * @param by      the name of the scheduler that made it; empty: not one of Kerf's
 */
public record Reservation(
        TaskId id,
        String uid,
        String node,
        String group,
        String device,
        State state,
        String trouble,
        boolean leaving,
        String by) {
    private static final String FAILED = "1";

    /** How far a reservation is. */
    public enum State {
        /** It has not told its card yet. */
        COMING,
        /** It holds its card and has told which. */
        UP,
        /** The node refused it, or it ended. */
        LOST
    }

    /** The reservation that the pod object is; null: it names no node or no group. */
    public static @Nullable Reservation read(Item item) {
        Field root = item.root();
        String node = root.at("spec", "nodeName").text();
        String group = root.at("metadata", "labels", SharingKeys.GROUP).text();
        if (node.isEmpty() || group.isEmpty()) {
            return null;
        }
        Field container = first(root.at("status", "containerStatuses"));
        Field ended = ended(container);
        String device = device(root, ended);
        State state = state(root.at("status", "phase").text(), device);
        return new Reservation(
                new TaskId(item.namespace(), item.name()),
                root.at("metadata", "uid").text(),
                node,
                group,
                device,
                state,
                state == State.UP ? "" : trouble(root.get("status"), container, ended),
                root.at("metadata", "deletionTimestamp").present(),
                root.at("metadata", "labels", SharingKeys.MADE_BY).text());
    }

    private static Field first(Field list) {
        List<Field> items = list.items();
        return items.isEmpty() ? list.absent() : items.getFirst();
    }

    private static Field ended(Field container) {
        Field now = container.at("state", "terminated");
        return now.present() ? now : container.at("lastState", "terminated");
    }

    /** It writes the GPU down before anything else, so whatever ends it later, only where it failed to it is not there. */
    private static String device(Field root, Field ended) {
        boolean failed = ended.get("exitCode").text().equals(FAILED);
        String words = failed ? "" : ended.get("message").text().strip();
        return words.isEmpty()
                ? root.at("metadata", "annotations", SharingKeys.KAI_DEVICE).text()
                : words;
    }

    private static State state(String phase, String device) {
        return switch (phase) {
            case "Failed", "Succeeded" -> State.LOST;
            default -> device.isEmpty() ? State.COMING : State.UP;
        };
    }

    private static String trouble(Field status, Field container, Field ended) {
        String said = said(status);
        if (said.isEmpty()) {
            said = said(ended);
        }
        return said.isEmpty() ? said(container.at("state", "waiting")) : said;
    }

    /** Reason and message together. */
    private static String said(Field of) {
        String reason = of.get("reason").text();
        String message = of.get("message").text().strip().replaceAll("\\s+", " ");
        return message.isEmpty() ? reason : reason.isEmpty() ? message : reason + ": " + message;
    }
}
