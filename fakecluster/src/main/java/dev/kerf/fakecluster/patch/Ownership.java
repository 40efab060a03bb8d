package dev.kerf.fakecluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Refusal.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * Who owns which fields of an object ({@code metadata.managedFields}), and server-side apply, which goes by it. Ownership is
 * kept of objects that were applied at least once; what others wrote before that belongs to {@code before-first-apply}.
 */
public final class Ownership {
    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";
    private static final String MANAGED = "managedFields";
    private static final String BEFORE = "before-first-apply";
    private static final List<String> NOBODYS = List.of("apiVersion", "kind");
    private static final List<String> THE_SERVERS = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            MANAGED);

    private final Schema schema;
    private final String apiVersion;
    private final String now;
    private final String subresource;
    private final List<Owner> owners = new ArrayList<>();

    private record Owner(
            String manager, String operation, String apiVersion, String time, String subresource, FieldSet fields) {
        Owner with(FieldSet other) {
            return new Owner(manager, operation, apiVersion, time, subresource, other);
        }
    }

    /**
     * The ownership of an object.
     *
     * @param subresource that is written now; empty: the object itself
     */
    public Ownership(ObjectNode tree, Schema schema, String apiVersion, String now, String subresource) {
        this.schema = schema;
        this.apiVersion = apiVersion;
        this.now = now;
        this.subresource = subresource;
        for (JsonNode each : Trees.at(tree, "metadata", MANAGED)) {
            owners.add(new Owner(
                    Trees.text(each, "manager"),
                    Trees.text(each, "operation"),
                    Trees.text(each, "apiVersion"),
                    Trees.text(each, "time"),
                    Trees.text(each, "subresource"),
                    FieldSet.read(each.path("fieldsV1"))));
        }
    }

    /** Whether anybody keeps account of an object. */
    public static boolean kept(ObjectNode tree) {
        return !Trees.at(tree, "metadata", MANAGED).isEmpty();
    }

    private FieldSet all(JsonNode tree) {
        return FieldSet.of(tree, schema).without(NOBODYS, THE_SERVERS);
    }

    private FieldSet differing(JsonNode tree, JsonNode other) {
        return FieldSet.differing(tree, other, schema).without(NOBODYS, THE_SERVERS);
    }

    /**
     * Applies what somebody wants an object to be.
     *
     * @param live  as it is, a copy; empty where there is none yet
     * @param force takes fields away from others, instead of refusing
     */
    public ObjectNode apply(ObjectNode live, ObjectNode config, String manager, boolean force) {
        if (owners.isEmpty() && !live.isEmpty()) {
            owners.add(new Owner(BEFORE, UPDATE, apiVersion, now, "", all(live)));
        }
        FieldSet wanted = all(config);
        FieldSet different = differing(config, live);
        FieldSet before = new FieldSet();
        FieldSet others = new FieldSet();
        List<Owner> robbed = new ArrayList<>();
        List<Cause> conflicts = new ArrayList<>();
        Owner own = null;
        for (Owner each : owners) {
            if (each.manager().equals(manager)
                    && each.operation().equals(APPLY)
                    && each.subresource().equals(subresource)) {
                before = each.fields();
                own = each;
            } else {
                FieldSet conflict = each.fields().and(different);
                conflict.paths().forEach(path -> conflicts.add(conflict(each, path)));
                robbed.add(each.with(each.fields().minus(conflict)));
                others = others.plus(each.fields().minus(conflict));
            }
        }
        if (!conflicts.isEmpty() && !force) {
            throw Refusal.owned(sentence(conflicts), conflicts);
        }
        ObjectNode merged = Merge.lay(live, config.deepCopy(), schema);
        Merge.remove(merged, before.minus(wanted), others, schema);
        owners.clear();
        owners.addAll(robbed);
        boolean same = own != null && own.fields().json().equals(wanted.json());
        owners.add(same ? own : new Owner(manager, APPLY, apiVersion, now, subresource, wanted));
        return written(merged);
    }

    private static Cause conflict(Owner owner, String path) {
        String using = owner.operation().equals(UPDATE) ? " using " + owner.apiVersion() : "";
        String part = owner.subresource().isEmpty() ? "" : " with subresource \"" + owner.subresource() + "\"";
        return new Cause("FieldManagerConflict", "conflict with \"" + owner.manager() + "\"" + part + using, path);
    }

    private static String sentence(List<Cause> conflicts) {
        StringBuilder text = new StringBuilder(
                "Apply failed with " + conflicts.size() + (conflicts.size() == 1 ? " conflict: " : " conflicts: "));
        if (conflicts.size() == 1) {
            return text.append(conflicts.getFirst().message() + ": "
                            + conflicts.getFirst().field())
                    .toString();
        }
        String last = "";
        for (Cause each : conflicts) {
            if (!each.message().equals(last)) {
                text.append(last.isEmpty() ? "" : "\n")
                        .append(each.message().replace("conflict with", "conflicts with"))
                        .append(":");
                last = each.message();
            }
            text.append("\n- ").append(each.field());
        }
        return text.toString();
    }

    /** Notes who changed what by other means than apply; the tree is changed. */
    public ObjectNode updated(ObjectNode before, ObjectNode after, String manager) {
        FieldSet changed = differing(after, before);
        FieldSet gone = all(before).minus(all(after));
        FieldSet own = changed;
        List<Owner> left = new ArrayList<>();
        for (Owner each : owners) {
            boolean writer = each.manager().equals(manager)
                    && each.operation().equals(UPDATE)
                    && each.subresource().equals(subresource);
            if (writer) {
                own = each.fields().minus(gone).plus(changed);
            } else {
                left.add(each.with(each.fields().minus(gone).minus(changed)));
            }
        }
        owners.clear();
        owners.addAll(left);
        owners.add(new Owner(manager, UPDATE, apiVersion, now, subresource, own));
        return written(after);
    }

    private ObjectNode written(ObjectNode tree) {
        ArrayNode list = Trees.array();
        for (Owner each : owners) {
            if (!each.fields().isEmpty()) {
                ObjectNode entry = list.addObject()
                        .put("manager", each.manager())
                        .put("operation", each.operation())
                        .put("apiVersion", each.apiVersion())
                        .put("time", each.time())
                        .put("fieldsType", "FieldsV1");
                entry.set("fieldsV1", each.fields().json());
                if (!each.subresource().isEmpty()) {
                    entry.put("subresource", each.subresource());
                }
            }
        }
        Trees.put(Trees.within(tree, "metadata"), MANAGED, list.isEmpty() ? null : list);
        return tree;
    }
}
