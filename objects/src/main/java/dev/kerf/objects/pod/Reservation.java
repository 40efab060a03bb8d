package dev.kerf.objects.pod;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod that holds a card for the pods that share it, and tells which card it was given: by the last words of its init
 * container, which every cluster shows in the pod's status.
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
    /** How far a reservation is. */
    public enum State {
        /** The node has not started it yet. */
        COMING,
        /** It holds its card. */
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
        Field told = first(root.at("status", "initContainerStatuses"));
        String device = device(root, told);
        State state = state(root.at("status", "phase").text(), device);
        return new Reservation(
                new TaskId(item.namespace(), item.name()),
                root.at("metadata", "uid").text(),
                node,
                group,
                device,
                state,
                state == State.UP ? "" : trouble(root.get("status"), told),
                root.at("metadata", "deletionTimestamp").present(),
                root.at("metadata", "labels", SharingKeys.MADE_BY).text());
    }

    private static Field first(Field list) {
        List<Field> items = list.items();
        return items.isEmpty() ? list.absent() : items.getFirst();
    }

    private static String device(Field root, Field told) {
        Field terminated = told.at("state", "terminated");
        boolean well = terminated.get("exitCode").text().equals("0");
        String words = well ? terminated.get("message").text().strip() : "";
        return words.isEmpty()
                ? root.at("metadata", "annotations", SharingKeys.KAI_DEVICE).text()
                : words;
    }

    private static State state(String phase, String device) {
        return switch (phase) {
            case "Failed", "Succeeded" -> State.LOST;
            case "Running" -> State.UP;
            default -> device.isEmpty() ? State.COMING : State.UP;
        };
    }

    private static String trouble(Field status, Field told) {
        String said = said(status);
        Field waiting = told.at("state", "waiting");
        Field ended = told.at("state", "terminated").present()
                ? told.at("state", "terminated")
                : told.at("lastState", "terminated");
        if (said.isEmpty() && ended.present()) {
            return said(ended);
        }
        return said.isEmpty() ? said(waiting) : said;
    }

    /** Reason and message together. */
    private static String said(Field of) {
        String reason = of.get("reason").text();
        String message = of.get("message").text().strip().replaceAll("\\s+", " ");
        return message.isEmpty() ? reason : reason.isEmpty() ? message : reason + ": " + message;
    }
}
