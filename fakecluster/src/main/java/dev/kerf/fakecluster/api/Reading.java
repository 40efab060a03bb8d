package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.api.Pages.Page;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store.Snapshot;
import dev.kerf.fakecluster.store.Stored;
import dev.kerf.fakecluster.table.Tables;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objects shown: one, or all that were selected, whole or as a table. */
final class Reading {
    private static final String TABLE = "Table";
    private static final String PARTIAL = "PartialObjectMetadata";
    private final Registry registry;
    private final Tables tables;
    private final Pages pages = new Pages();

    Reading(Registry registry, Tables tables) {
        this.registry = registry;
        this.tables = tables;
    }

    Pages pages() {
        return pages;
    }

    Answer one(Route route, Call call) {
        return shown(200, registry.get(route.kind(), route.namespace(), route.name()), route, call);
    }

    Answer shown(int code, Stored object, Route route, Call call) {
        if (call.takes(TABLE)) {
            return Answer.of(code, table(List.of(object), route, call));
        }
        if (call.takes(PARTIAL)) {
            return Answer.of(code, Shown.metadata(object.tree()));
        }
        return new Answer(code, Answer.JSON, Shown.bytes(route.kind(), route.version(), object), List.of());
    }

    private ObjectNode table(List<Stored> objects, Route route, Call call) {
        return tables.table(route.kind(), route.version(), objects, call.parameter("includeObject"));
    }

    Answer list(Route route, Call call) {
        Page page = page(route, call);
        if (call.takes(TABLE)) {
            ObjectNode table = table(page.objects(), route, call);
            table.set("metadata", metadata(page, call));
            return Answer.ok(table);
        }
        if (call.takes(PARTIAL)) {
            return Answer.ok(partial(page, call));
        }
        return new Answer(200, Answer.JSON, bytes(page, route, call), List.of());
    }

    private static ObjectNode partial(Page page, Call call) {
        ObjectNode list =
                Trees.object().put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
        list.set("metadata", metadata(page, call));
        ArrayNode items = list.putArray("items");
        page.objects().forEach(each -> items.add(Shown.metadata(each.tree())));
        return list;
    }

    private Page page(Route route, Call call) {
        String token = call.parameter("continue");
        int limit = number(call.parameter("limit"));
        if (!token.isEmpty()) {
            return pages.next(token, limit);
        }
        Snapshot all = selected(route, call);
        String asked = call.parameter("resourceVersion");
        if (!asked.isEmpty() && revision(asked) > all.revision()) {
            throw Refusal.ahead(revision(asked), all.revision());
        }
        return pages.first(all, limit);
    }

    /** All that were selected, at one moment. */
    Snapshot selected(Route route, Call call) {
        Selection selection = new Selection(route, call);
        String shelf = Registry.shelf(route.kind());
        Snapshot all = route.namespace().isEmpty()
                ? registry.store().list(shelf)
                : registry.store().list(shelf, route.namespace());
        if (selection.all()) {
            return all;
        }
        return new Snapshot(
                all.revision(), all.objects().stream().filter(selection::takes).toList());
    }

    static long revision(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException broken) {
            throw Refusal.badRequest("invalid resource version \"" + text + "\": it must be a whole number");
        }
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException broken) {
            throw Refusal.badRequest("limit must be a whole number, not \"" + text + "\"");
        }
    }

    private static ObjectNode metadata(Page page, Call call) {
        ObjectNode metadata = Trees.object().put("resourceVersion", Long.toString(page.revision()));
        if (!page.more().isEmpty()) {
            metadata.put("continue", page.more());
            if (call.parameter("labelSelector").isEmpty()
                    && call.parameter("fieldSelector").isEmpty()) {
                metadata.put("remainingItemCount", page.remaining());
            }
        }
        return metadata;
    }

    private static byte[] bytes(Page page, Route route, Call call) {
        ObjectNode head = Trees.object()
                .put("kind", route.kind().kind() + "List")
                .put("apiVersion", route.kind().apiVersion(route.version()));
        head.set("metadata", metadata(page, call));
        byte[] begin = Trees.bytes(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        out.write(begin, 0, begin.length - 1);
        out.writeBytes(",\"items\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < page.objects().size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(
                    Shown.bytes(route.kind(), route.version(), page.objects().get(i)));
        }
        out.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
