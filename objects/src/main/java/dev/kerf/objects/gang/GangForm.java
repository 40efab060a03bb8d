package dev.kerf.objects.gang;

import dev.kerf.core.model.PartId;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object being read for the gang it makes; what makes no sense in it refuses the gang. */
final class GangForm {
    /** More pods than any one owner sensibly has. */
    static final int MOST = 100_000;

    private final Item item;
    private final PartId id;

    GangForm(Item item, String namespace, String kind) {
        this.item = item;
        this.id = new PartId(namespace, kind + "/" + item.name());
    }

    Field spec() {
        return item.root().get("spec");
    }

    Field metadata() {
        return item.root().get("metadata");
    }

    String namespace() {
        return id.namespace();
    }

    /** A number of pods: an absent one is {@code otherwise}. */
    static int count(Field field, int otherwise, int least) {
        return field.integer(otherwise, least, MOST);
    }

    GangDraft alone() {
        return draft(GangDraft.Form.ALONE, PartDraft.of("", 1), true, null);
    }

    /** So many pods, whatever parts they name. */
    GangDraft flat(int min, @Nullable PartId parent) {
        return draft(GangDraft.Form.TOGETHER, PartDraft.of("", min), true, parent);
    }

    /** At least so many pods in all, and every part with its minimum. */
    GangDraft parts(int min, List<PartDraft> parts) {
        return draft(GangDraft.Form.TOGETHER, new PartDraft("", min, parts.size(), parts), false, null);
    }

    GangDraft draft(GangDraft.Form form, PartDraft whole, boolean open, @Nullable PartId parent) {
        List<Reason> refusals = item.problems().stream()
                .map(p -> Reason.of(Code.GANG_INVALID, "gang", id.toString(), "field", p.field(), "problem", p.text()))
                .toList();
        return new GangDraft(
                id,
                object(),
                metadata().get("creationTimestamp").time(),
                form,
                whole,
                open,
                parent,
                started(),
                refusals);
    }

    private GangObject object() {
        return new GangObject(
                item.root().get("apiVersion").text(),
                item.kind(),
                namespace(),
                item.name(),
                metadata().get("uid").text(),
                metadata().get("generation").integer(0, 0, Integer.MAX_VALUE),
                initially().map(c -> c.get("message").text()).findFirst().orElse(""));
    }

    private boolean started() {
        return initially().anyMatch(c -> c.get("status").text().equals("True"));
    }

    /** The condition of a first start; 1.36 called it otherwise. */
    private java.util.stream.Stream<Field> initially() {
        return item.root().at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodGroupInitiallyScheduled")
                        || c.get("type").text().equals("PodGroupScheduled"));
    }
}
