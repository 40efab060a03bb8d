package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the server has: for clients that ask group by group, and for those that ask once. */
final class Discovery {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    /** One line of a version's list of resources. */
    private record Line(
            String name,
            String singular,
            boolean namespaced,
            String kind,
            String group,
            String version,
            List<String> verbs,
            Kind of) {}

    /** All groups with their versions, the preferred version first. */
    private Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        kinds.all().forEach(kind -> groups.computeIfAbsent(kind.group(), made -> new LinkedHashSet<>())
                .addAll(kind.versions()));
        new TreeMap<>(Reviews.KINDS).keySet().forEach(group -> groups.put(group, Set.of("v1")));
        return groups;
    }

    private List<Line> lines(String group, String version) {
        List<Line> lines = new ArrayList<>();
        for (Kind kind : kinds.all()) {
            if (kind.group().equals(group) && kind.versions().contains(version)) {
                lines.add(new Line(
                        kind.plural(), kind.singular(), kind.namespaced(), kind.kind(), group, version, VERBS, kind));
                kind.subresources().stream().sorted().forEach(each -> lines.add(subresource(kind, version, each)));
            }
        }
        Reviews.KINDS
                .getOrDefault(group, Map.of())
                .forEach((plural, name) -> lines.add(review(group, version, plural, name)));
        return lines;
    }

    private static Line review(String group, String version, String plural, String name) {
        boolean namespaced = name.startsWith("Local");
        Kind kind = new Kind(
                group,
                List.of(version),
                plural,
                plural.substring(0, plural.length() - 1),
                name,
                namespaced,
                List.of(),
                List.of(),
                Set.of(),
                false);
        return new Line(plural, kind.singular(), namespaced, name, group, version, List.of("create"), kind);
    }

    private static Line subresource(Kind kind, String version, String name) {
        String path = kind.plural() + "/" + name;
        return switch (name) {
            case "binding" -> new Line(path, "", true, "Binding", "", "v1", List.of("create"), kind);
            case "eviction" -> new Line(path, "", true, "Eviction", "policy", "v1", List.of("create"), kind);
            case "scale" ->
                new Line(
                        path,
                        "",
                        kind.namespaced(),
                        "Scale",
                        "autoscaling",
                        "v1",
                        List.of("get", "patch", "update"),
                        kind);
            case "finalize" -> new Line(path, "", false, kind.kind(), kind.group(), version, List.of("update"), kind);
            default ->
                new Line(
                        path,
                        "",
                        kind.namespaced(),
                        kind.kind(),
                        kind.group(),
                        version,
                        List.of("get", "patch", "update"),
                        kind);
        };
    }

    /** {@code /api} and {@code /apis}. */
    Answer root(boolean core, Call call) {
        if (call.accept().contains("as=APIGroupDiscoveryList") && call.accept().contains("v=v2;")) {
            return new Answer(200, AGGREGATED, Trees.bytes(aggregated(core)), List.of());
        }
        if (core) {
            ObjectNode versions = Trees.object().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            versions.putArray("serverAddressByClientCIDRs");
            return Answer.ok(versions);
        }
        ObjectNode list = Trees.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groups().forEach((name, versions) -> {
            if (!name.isEmpty()) {
                groups.add(group(name, versions));
            }
        });
        return Answer.ok(list);
    }

    private static ObjectNode group(String name, Set<String> versions) {
        ObjectNode group = Trees.object().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(
                v -> list.addObject().put("groupVersion", name + "/" + v).put("version", v));
        group.set("preferredVersion", list.get(0));
        return group;
    }

    /** {@code /apis/GROUP}. */
    Answer group(String name) {
        Set<String> versions = groups().get(name);
        if (versions == null) {
            throw Refusal.noSuchPath();
        }
        ObjectNode group = Trees.object().put("kind", "APIGroup").put("apiVersion", "v1");
        group.setAll(group(name, versions));
        return Answer.ok(group);
    }

    /** {@code /api/v1} and {@code /apis/GROUP/VERSION}. */
    Answer version(String group, String version) {
        List<Line> lines = lines(group, version);
        if (lines.isEmpty()) {
            throw Refusal.noSuchPath();
        }
        ObjectNode list = Trees.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (Line line : lines) {
            ObjectNode each = resources
                    .addObject()
                    .put("name", line.name())
                    .put("singularName", line.singular())
                    .put("namespaced", line.namespaced())
                    .put("kind", line.kind());
            if (!line.group().equals(group) || !line.version().equals(version)) {
                each.put("group", line.group()).put("version", line.version());
            }
            texts(each, "verbs", line.verbs());
            if (!line.name().contains("/")) {
                names(each, line.of());
            }
        }
        return Answer.ok(list);
    }

    private static void names(ObjectNode each, Kind kind) {
        if (!kind.shortNames().isEmpty()) {
            texts(each, "shortNames", kind.shortNames());
        }
        if (!kind.categories().isEmpty()) {
            texts(each, "categories", kind.categories());
        }
    }

    private static void texts(ObjectNode tree, String name, List<String> texts) {
        ArrayNode list = tree.putArray(name);
        texts.forEach(list::add);
    }

    private ObjectNode aggregated(boolean core) {
        ObjectNode list =
                Trees.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        groups().forEach((name, versions) -> {
            if (name.isEmpty() == core) {
                ObjectNode group = items.addObject();
                group.putObject("metadata").put("name", name);
                ArrayNode all = group.putArray("versions");
                versions.forEach(version -> all.add(aggregated(name, version)));
            }
        });
        return list;
    }

    private ObjectNode aggregated(String group, String version) {
        ObjectNode tree = Trees.object().put("version", version).put("freshness", "Current");
        ArrayNode resources = tree.putArray("resources");
        ArrayNode inside = Trees.array();
        for (Line line : lines(group, version)) {
            int slash = line.name().indexOf('/');
            if (slash < 0) {
                ObjectNode each = resources.addObject();
                describe(each.put("resource", line.name()), line);
                each.put("singularResource", line.singular());
                names(each, line.of());
                inside = each.putArray("subresources");
            } else {
                describe(inside.addObject().put("subresource", line.name().substring(slash + 1)), line);
            }
        }
        return tree;
    }

    private static void describe(ObjectNode each, Line line) {
        each.putObject("responseKind")
                .put("group", line.group())
                .put("version", line.version())
                .put("kind", line.kind());
        each.put("scope", line.namespaced() ? "Namespaced" : "Cluster");
        texts(each, "verbs", line.verbs());
    }
}
