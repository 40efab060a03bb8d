package dev.kerf.fakecluster.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Field selectors. Which fields can be asked for depends on the kind. */
public final class FieldMatch {
    private static final Pattern PART = Pattern.compile("([^=!]+)(==|=|!=)(.*)");
    private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");
    private static final Set<String> OF_EVENTS = Set.of(
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type");
    private static final Map<String, Set<String>> MORE = Map.of(
            "pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "nodes",
            Set.of("spec.unschedulable"),
            "namespaces",
            Set.of("status.phase"),
            "secrets",
            Set.of("type"),
            "jobs.batch",
            Set.of("status.successful"),
            "replicasets.apps",
            Set.of("status.replicas"),
            "events",
            OF_EVENTS,
            "events.events.k8s.io",
            OF_EVENTS);

    private FieldMatch() {}

    /** The condition of a {@code fieldSelector} parameter; a refusal where it is none. */
    public static Predicate<ObjectNode> parse(Kind kind, String text) {
        List<Predicate<ObjectNode>> all = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : text.split(",")) {
                all.add(requirement(kind, part.strip()));
            }
        }
        return tree -> all.stream().allMatch(each -> each.test(tree));
    }

    private static Predicate<ObjectNode> requirement(Kind kind, String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw Refusal.badRequest("invalid field selector: \"" + part + "\"; can't understand");
        }
        String field = matcher.group(1).strip();
        if (!ALWAYS.contains(field)
                && !MORE.getOrDefault(kind.resource(), Set.of()).contains(field)) {
            throw Refusal.badRequest(
                    MORE.containsKey(kind.resource())
                            ? "field label not supported: " + field
                            : "\"" + field
                                    + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }
        String value = matcher.group(3).strip();
        boolean wanted = !matcher.group(2).equals("!=");
        String[] path = path(field);
        boolean flag = field.equals("spec.unschedulable") || field.equals("spec.hostNetwork");
        return tree -> {
            String found = Trees.text(tree, path);
            return (flag && found.isEmpty() ? "false" : found).equals(value) == wanted;
        };
    }

    private static String[] path(String field) {
        return switch (field) {
            case "source" -> new String[] {"source", "component"};
            case "status.successful" -> new String[] {"status", "succeeded"};
            default -> field.split("\\.");
        };
    }
}
