package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.select.FieldMatch;
import dev.kerf.fakecluster.select.LabelMatch;
import dev.kerf.fakecluster.store.Stored;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which objects of a kind a request is about: a namespace, a name, labels, fields. */
final class Selection {
    private final String namespace;
    private final String name;
    private final boolean all;
    private final Predicate<Map<String, String>> labels;
    private final Predicate<ObjectNode> fields;

    Selection(Route route, Call call) {
        String byLabel = call.parameter("labelSelector");
        String byField = call.parameter("fieldSelector");
        this.namespace = route.namespace();
        this.name = route.name();
        this.all = byLabel.isBlank() && byField.isBlank();
        this.labels = LabelMatch.parse(byLabel);
        this.fields = FieldMatch.parse(route.kind(), byField);
    }

    /** Whether nothing but the namespace counts. */
    boolean all() {
        return all;
    }

    boolean takes(@Nullable Stored object) {
        if (object == null
                || (!namespace.isEmpty() && !object.namespace().equals(namespace))
                || (!name.isEmpty() && !object.name().equals(name))) {
            return false;
        }
        return all
                || (labels.test(Trees.texts(Trees.at(object.tree(), "metadata", "labels")))
                        && fields.test(object.tree()));
    }
}
