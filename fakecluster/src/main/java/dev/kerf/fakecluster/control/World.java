package dev.kerf.fakecluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.life.Options;
import dev.kerf.fakecluster.life.Part;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What controllers see of the cluster and do in it. */
final class World {
    private static final int NOT_FOUND = 404;
    private static final String METADATA = "metadata";
    private final Registry registry;
    private final Family family;

    World(Registry registry, Family family) {
        this.registry = registry;
        this.family = family;
    }

    Kind kind(String resource) {
        Kind kind = registry.kinds().resource(resource);
        if (kind == null) {
            throw Refusal.noSuchPath();
        }
        return kind;
    }

    List<Kind> kinds() {
        return registry.kinds().all();
    }

    String now() {
        return registry.now();
    }

    @Nullable
    Stored find(Ref ref) {
        return registry.store().get(ref.resource(), Store.key(ref.namespace(), ref.name()));
    }

    List<Stored> list(String resource, String namespace) {
        return registry.store().list(resource, namespace).objects();
    }

    /** The objects of a kind that an object owns. */
    List<Stored> owned(Stored owner, String resource) {
        List<Stored> found = new ArrayList<>();
        for (Ref each : family.children(owner.uid())) {
            @Nullable Stored child = each.resource().equals(resource) ? find(each) : null;
            if (child != null) {
                found.add(child);
            }
        }
        return found;
    }

    /** All that an object owns. */
    List<Ref> owned(Stored owner) {
        return family.children(owner.uid());
    }

    /** Makes an object that the owner controls; one of that name that is there already stays. */
    void create(Stored owner, String resource, ObjectNode tree) {
        ArrayNode owners = Trees.within(tree, METADATA).putArray("ownerReferences");
        owners.addObject()
                .put("apiVersion", Trees.text(owner.tree(), "apiVersion"))
                .put("kind", Trees.text(owner.tree(), "kind"))
                .put("name", owner.name())
                .put("uid", owner.uid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        createFree(owner.namespace(), resource, tree);
    }

    /** Makes an object that nobody owns; one of that name that is there already stays. */
    void createFree(String namespace, String resource, ObjectNode tree) {
        Kind kind = kind(resource);
        tree.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        try {
            registry.create(kind, namespace, tree, Options.OWN);
        } catch (Refusal exists) {
            if (exists.code() != 409) {
                throw exists;
            }
        }
    }

    void change(Ref ref, Consumer<ObjectNode> change) {
        try {
            registry.update(
                    kind(ref.resource()),
                    ref.namespace(),
                    ref.name(),
                    Part.ANY,
                    tree -> {
                        change.accept(tree);
                        return tree;
                    },
                    Options.OWN);
        } catch (Refusal refused) {
            if (refused.code() != NOT_FOUND) {
                throw refused;
            }
        }
    }

    /** Changes the spec, as a user would. */
    void change(Stored object, String resource, Consumer<ObjectNode> change) {
        registry.update(
                kind(resource),
                object.namespace(),
                object.name(),
                Part.MAIN,
                tree -> {
                    change.accept(tree);
                    return tree;
                },
                Options.OWN);
    }

    /** Lays a status over the one an object has. */
    void status(Stored object, String resource, ObjectNode status) {
        change(new Ref(resource, object.namespace(), object.name()), tree -> {
            ObjectNode own = Trees.within(tree, "status");
            own.setAll(status);
            own.put("observedGeneration", Trees.at(tree, METADATA, "generation").asLong(1));
        });
    }

    void delete(Ref ref) {
        delete(ref, DeleteOptions.PLAIN);
    }

    void delete(Ref ref, DeleteOptions options) {
        try {
            registry.delete(kind(ref.resource()), ref.namespace(), ref.name(), options);
        } catch (Refusal refused) {
            if (refused.code() != NOT_FOUND) {
                throw refused;
            }
        }
    }

    /** An object of a template. */
    static ObjectNode fromTemplate(JsonNode template) {
        ObjectNode tree = Trees.object();
        ObjectNode metadata = tree.putObject(METADATA);
        for (String map : List.of("labels", "annotations")) {
            if (Trees.at(template, METADATA, map) instanceof ObjectNode own) {
                metadata.set(map, own.deepCopy());
            }
        }
        tree.set("spec", template.path("spec").deepCopy());
        return tree;
    }

    /** A condition put in, or kept where it holds already. */
    void condition(ObjectNode status, String type, boolean holds, String reason, String message) {
        ArrayNode conditions = status.get("conditions") instanceof ArrayNode own ? own : status.putArray("conditions");
        String word = holds ? "True" : "False";
        for (int i = conditions.size() - 1; i >= 0; i--) {
            JsonNode each = conditions.get(i);
            if (Trees.text(each, "type").equals(type)) {
                if (Trees.text(each, "status").equals(word)
                        && Trees.text(each, "reason").equals(reason)) {
                    return;
                }
                conditions.remove(i);
            }
        }
        conditions
                .addObject()
                .put("type", type)
                .put("status", word)
                .put("lastTransitionTime", now())
                .put("lastUpdateTime", now())
                .put("reason", reason)
                .put("message", message);
    }
}
