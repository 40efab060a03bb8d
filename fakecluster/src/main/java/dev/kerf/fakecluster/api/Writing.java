package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.life.Options;
import dev.kerf.fakecluster.life.Part;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.life.Registry.Deleted;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.store.Stored;
import java.util.ArrayList;
import java.util.List;

/** Objects created, replaced, patched and deleted. */
final class Writing {
    private static final String STATUS = "status";
    private final Registry registry;
    private final Bodies bodies;
    private final Patching patching;
    private final Reading reading;

    Writing(Registry registry, Bodies bodies, Patching patching, Reading reading) {
        this.registry = registry;
        this.bodies = bodies;
        this.patching = patching;
        this.reading = reading;
    }

    static Options options(Route route, Call call) {
        boolean dryRun = !call.parameter("dryRun").isEmpty();
        return new Options(dryRun, call.manager(), Patching.applies(call), route.subresource());
    }

    private static Part part(Route route) {
        return route.subresource().equals(STATUS) ? Part.STATUS : Part.MAIN;
    }

    Answer create(Route route, Call call) {
        Kind kind = route.kind();
        ObjectNode tree = bodies.object(call, kind, route.version());
        List<String> warnings = bodies.prune(tree, kind, route.version(), call);
        String namespace = namespace(route, tree);
        Stored made = registry.create(kind, namespace, Shown.kept(kind, tree), options(route, call));
        return reading.shown(201, made, route, call).warning(warnings);
    }

    private static String namespace(Route route, ObjectNode tree) {
        if (!route.kind().namespaced()) {
            return "";
        }
        String written = Trees.text(tree, "metadata", "namespace");
        return route.namespace().isEmpty() ? written : route.namespace();
    }

    Answer replace(Route route, Call call) {
        Kind kind = route.kind();
        ObjectNode wanted = bodies.object(call, kind, route.version());
        List<String> warnings = bodies.prune(wanted, kind, route.version(), call);
        Stored after = registry.update(
                kind,
                route.namespace(),
                route.name(),
                part(route),
                before -> Shown.kept(kind, wanted),
                options(route, call));
        return reading.shown(200, after, route, call).warning(warnings);
    }

    Answer patch(Route route, Call call) {
        Kind kind = route.kind();
        Options options = options(route, call);
        List<String> warnings = new ArrayList<>();
        String key = Store.key(route.namespace(), route.name());
        return registry.store().alone(() -> {
            boolean there = registry.store().get(Registry.shelf(kind), key) != null;
            if (!there && Patching.applies(call) && route.subresource().isEmpty()) {
                ObjectNode tree = patched(Trees.object(), route, call, warnings);
                Stored made = registry.create(kind, route.namespace(), tree, options);
                return reading.shown(201, made, route, call).warning(warnings);
            }
            Stored after = registry.update(
                    kind,
                    route.namespace(),
                    route.name(),
                    part(route),
                    before -> patched(before, route, call, warnings),
                    options);
            return reading.shown(200, after, route, call).warning(warnings);
        });
    }

    private ObjectNode patched(ObjectNode before, Route route, Call call, List<String> warnings) {
        ObjectNode shown = Shown.tree(route.kind(), route.version(), before);
        ObjectNode after = patching.patched(shown, route, call, registry.now());
        after.put("apiVersion", route.kind().apiVersion(route.version()));
        warnings.addAll(bodies.prune(after, route.kind(), route.version(), call));
        return Shown.kept(route.kind(), after);
    }

    Answer delete(Route route, Call call) {
        Deleted deleted = registry.delete(route.kind(), route.namespace(), route.name(), deleteOptions(call));
        boolean shows = !deleted.gone() || route.kind().is("pods");
        return shows ? reading.shown(200, deleted.object(), route, call) : Answer.ok(done(route, deleted.object()));
    }

    private static ObjectNode done(Route route, Stored object) {
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put(STATUS, "Success");
        ObjectNode details = status.putObject("details").put("name", object.name());
        if (!route.kind().group().isEmpty()) {
            details.put("group", route.kind().group());
        }
        details.put("kind", route.kind().plural()).put("uid", object.uid());
        return status;
    }

    private DeleteOptions deleteOptions(Call call) {
        ObjectNode body = bodies.tree(call);
        for (String name : List.of("propagationPolicy", "dryRun")) {
            if (!call.parameter(name).isEmpty() && !body.has(name)) {
                body.put(name, call.parameter(name));
            }
        }
        String grace = call.parameter("gracePeriodSeconds");
        if (grace.matches("\\d{1,9}")) {
            body.put("gracePeriodSeconds", Long.parseLong(grace));
        }
        if (body.path("dryRun").isTextual()) {
            body.putArray("dryRun").add("All");
        }
        return DeleteOptions.of(body);
    }

    /** Each object that was selected; one that is gone meanwhile is no failure. */
    Answer deleteAll(Route route, Call call) {
        DeleteOptions options = deleteOptions(call);
        ObjectNode list = Trees.object()
                .put("kind", route.kind().kind() + "List")
                .put("apiVersion", route.kind().apiVersion(route.version()));
        var selected = reading.selected(route, call);
        list.putObject("metadata").put("resourceVersion", Long.toString(selected.revision()));
        ArrayNode items = list.putArray("items");
        for (Stored each : selected.objects()) {
            try {
                registry.delete(route.kind(), each.namespace(), each.name(), options);
                items.add(Shown.tree(route.kind(), route.version(), each.tree()));
            } catch (Refusal gone) {
                if (gone.code() != 404) {
                    throw gone;
                }
            }
        }
        return Answer.ok(list);
    }
}
