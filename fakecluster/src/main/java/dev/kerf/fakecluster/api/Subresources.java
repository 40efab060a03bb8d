package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.life.Evictions;
import dev.kerf.fakecluster.life.Part;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.patch.JsonPatch;
import dev.kerf.fakecluster.patch.MergePatch;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;

/** Subresources with a meaning of their own: binding, eviction, scale, finalize, resize, ephemeral containers. */
final class Subresources {
    private static final String SPEC = "spec";
    private static final String REPLICAS = "replicas";
    private final Registry registry;
    private final Bodies bodies;
    private final Evictions evictions;

    Subresources(Registry registry, Bodies bodies) {
        this.registry = registry;
        this.bodies = bodies;
        this.evictions = new Evictions(registry);
    }

    Answer serve(Route route, Call call) {
        String method = call.method();
        boolean post = method.equals("POST");
        return switch (route.subresource()) {
            case "binding" -> {
                require(post);
                yield bind(route, call);
            }
            case "eviction" -> {
                require(post);
                ObjectNode eviction = bodies.tree(call);
                evictions.evict(
                        route.kind(),
                        route.namespace(),
                        route.name(),
                        DeleteOptions.of(eviction.path("deleteOptions")));
                yield Answer.success(201);
            }
            case "scale" -> scale(route, call);
            case "finalize" -> {
                require(method.equals("PUT"));
                yield finalize(route, call);
            }
            default -> throw Refusal.noSuchPath();
        };
    }

    private static void require(boolean right) {
        if (!right) {
            throw Refusal.notAllowed();
        }
    }

    private Answer bind(Route route, Call call) {
        ObjectNode binding = bodies.tree(call);
        if (!Trees.text(binding, "metadata", "name").equals(route.name())) {
            throw Refusal.badRequest("name in URL does not match name in Binding object");
        }
        String node = Trees.text(binding, "target", "name");
        if (node.isEmpty()) {
            throw Refusal.invalid(route.kind(), route.name(), List.of(Refusal.Cause.required("target.name", "")));
        }
        registry.update(
                route.kind(),
                route.namespace(),
                route.name(),
                Part.ANY,
                pod -> bound(route, pod, binding, node),
                Writing.options(route, call));
        return Answer.success(201);
    }

    private ObjectNode bound(Route route, ObjectNode pod, ObjectNode binding, String node) {
        String name = route.name();
        String uid = Trees.text(binding, "metadata", "uid");
        String own = Trees.text(pod, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(own)) {
            throw bindingConflict(
                    route, "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + own);
        }
        if (pod.path("metadata").has("deletionTimestamp")) {
            throw bindingConflict(route, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String before = Trees.text(pod, SPEC, "nodeName");
        if (!before.isEmpty()) {
            throw bindingConflict(route, "pod " + name + " is already assigned to node \"" + before + "\"");
        }
        if (!pod.path(SPEC).path("schedulingGates").isEmpty()) {
            throw bindingConflict(route, "pod " + name + " has non-empty .spec.schedulingGates");
        }
        Trees.within(pod, SPEC).put("nodeName", node);
        for (String map : List.of("annotations", "labels")) {
            if (binding.path("metadata").get(map) instanceof ObjectNode more) {
                Trees.within(pod, "metadata", map).setAll(more);
            }
        }
        scheduled(pod);
        return pod;
    }

    /** The server calls a conflict of a binding one of {@code pods/binding}. */
    private static Refusal bindingConflict(Route route, String why) {
        Kind kind = route.kind();
        Kind binding = new Kind(
                kind.group(),
                kind.versions(),
                "pods/binding",
                "",
                "Binding",
                true,
                List.of(),
                List.of(),
                kind.subresources(),
                false);
        return Refusal.conflict(binding, route.name(), why);
    }

    private void scheduled(ObjectNode pod) {
        ObjectNode status = Trees.within(pod, "status");
        ArrayNode conditions = status.get("conditions") instanceof ArrayNode own ? own : status.putArray("conditions");
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (Trees.text(conditions.get(i), "type").equals("PodScheduled")) {
                conditions.remove(i);
            }
        }
        conditions
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .put("lastTransitionTime", registry.now());
    }

    private Answer scale(Route route, Call call) {
        if (call.method().equals("GET")) {
            return Answer.ok(scale(route, registry.get(route.kind(), route.namespace(), route.name())));
        }
        require(call.method().equals("PUT") || call.method().equals("PATCH"));
        Stored after = registry.update(
                route.kind(),
                route.namespace(),
                route.name(),
                Part.MAIN,
                object -> scaled(route, call, object),
                Writing.options(route, call));
        return Answer.ok(scale(route, after));
    }

    private ObjectNode scaled(Route route, Call call, ObjectNode object) {
        ObjectNode wanted = bodiesOrPatch(route, call, object);
        JsonNode replicas = wanted.path(SPEC).path(REPLICAS);
        if (replicas.asInt(0) < 0) {
            throw Refusal.invalid(
                    route.kind(),
                    route.name(),
                    List.of(Refusal.Cause.invalid(
                            "spec.replicas", replicas.asText(), "must be greater than or equal to 0")));
        }
        Trees.within(object, SPEC).put(REPLICAS, replicas.asInt(0));
        String version = Trees.text(wanted, "metadata", "resourceVersion");
        if (!version.isEmpty()) {
            Trees.within(object, "metadata").put("resourceVersion", version);
        }
        return object;
    }

    private ObjectNode bodiesOrPatch(Route route, Call call, ObjectNode object) {
        if (call.method().equals("PUT")) {
            return bodies.tree(call);
        }
        ObjectNode scale = scale(route, object);
        JsonNode patch = Bodies.patch(call);
        return patch instanceof ObjectNode merge ? MergePatch.apply(scale, merge) : JsonPatch.apply(scale, patch);
    }

    private static ObjectNode scale(Route route, Stored stored) {
        return scale(route, stored.tree());
    }

    private static ObjectNode scale(Route route, ObjectNode object) {
        ObjectNode scale = Trees.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata =
                scale.putObject("metadata").put("name", route.name()).put("namespace", route.namespace());
        for (String field : List.of("uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").path(field));
        }
        scale.putObject(SPEC).put(REPLICAS, object.path(SPEC).path(REPLICAS).asInt(1));
        ObjectNode status = scale.putObject("status")
                .put(REPLICAS, object.path("status").path(REPLICAS).asInt(0));
        StringBuilder selector = new StringBuilder();
        Trees.texts(object.path(SPEC).path("selector").path("matchLabels"))
                .forEach((key, value) -> selector.append(selector.isEmpty() ? "" : ",")
                        .append(key)
                        .append('=')
                        .append(value));
        status.put("selector", selector.toString());
        return scale;
    }

    private Answer finalize(Route route, Call call) {
        JsonNode wanted = bodies.tree(call).path(SPEC).path("finalizers");
        Stored after = registry.update(
                route.kind(),
                route.namespace(),
                route.name(),
                Part.ANY,
                tree -> {
                    Trees.put(Trees.within(tree, SPEC), "finalizers", wanted.isEmpty() ? null : wanted);
                    return tree;
                },
                Writing.options(route, call));
        return Answer.ok(after.tree());
    }
}
