package dev.kerf.fakecluster.table;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cells that take more than a look at one field. */
final class Cells {
    private static final String NONE = "<none>";
    private static final String STATUS = "status";
    private static final String SPEC = "spec";
    private static final String NAME = "name";
    private static final String TRUE = "True";

    private Cells() {}

    static String of(String word, ObjectNode object, Instant now) {
        return switch (word) {
            case "age" -> Age.since(text(object, "metadata", "creationTimestamp"), now);
            case "none" -> NONE;
            case "pod-ready" -> PodCells.ready(object);
            case "pod-status" -> PodCells.status(object);
            case "pod-restarts" -> PodCells.restarts(object);
            case "node-status" -> nodeStatus(object);
            case "node-roles" -> nodeRoles(object);
            case "data" ->
                Integer.toString(
                        object.path("data").size() + object.path("binaryData").size());
            case "ports" -> ports(object);
            case "ready" ->
                at(object, STATUS, "readyReplicas").asInt(0) + "/"
                        + at(object, SPEC, "replicas").asInt(0);
            case "containers" -> containers(object, NAME);
            case "images" -> containers(object, "image");
            case "selector" -> labels(at(object, SPEC, "selector", "matchLabels"));
            case "labels-of-selector" -> labels(at(object, SPEC, "selector"));
            case "phase" ->
                at(object, "metadata").has("deletionTimestamp") ? "Terminating" : text(object, STATUS, "phase");
            case "modes" -> modes(at(object, SPEC, "accessModes"));
            case "status-modes" -> modes(at(object, STATUS, "accessModes"));
            case "claim" -> claim(at(object, SPEC, "claimRef"));
            default -> ofWork(word, object, now);
        };
    }

    private static String ofWork(String word, ObjectNode object, Instant now) {
        return switch (word) {
            case "job-status" -> jobStatus(object);
            case "completions" -> completions(object);
            case "duration" -> duration(object, now);
            case "suspend" -> at(object, SPEC, "suspend").asBoolean() ? TRUE : "False";
            case "active" -> Integer.toString(at(object, STATUS, "active").size());
            case "gang" -> at(object, SPEC, "schedulingPolicy").has("gang") ? "Gang" : "Basic";
            case "gang-status" -> gangStatus(object);
            case "involved" -> involved(object.path("involvedObject"));
            case "last-seen" -> Age.since(EventTimes.last(object), now);
            case "first-seen" -> Age.since(EventTimes.first(object), now);
            case "event-count" -> Integer.toString(EventTimes.count(object));
            case "event-source" -> EventTimes.source(object);
            default -> "";
        };
    }

    static String condition(JsonNode object, String type) {
        for (JsonNode each : at(object, STATUS, "conditions")) {
            if (text(each, "type").equals(type)) {
                return text(each, STATUS);
            }
        }
        return "";
    }

    private static String nodeStatus(ObjectNode node) {
        String ready = condition(node, "Ready");
        String word = ready.isEmpty() ? "Unknown" : ready.equals(TRUE) ? "Ready" : "NotReady";
        return at(node, SPEC, "unschedulable").asBoolean() ? word + ",SchedulingDisabled" : word;
    }

    private static String nodeRoles(ObjectNode node) {
        String prefix = "node-role.kubernetes.io/";
        String roles = Trees.texts(at(node, "metadata", "labels")).entrySet().stream()
                .flatMap(label -> label.getKey().startsWith(prefix)
                        ? Stream.of(label.getKey().substring(prefix.length()))
                        : label.getKey().equals("kubernetes.io/role") ? Stream.of(label.getValue()) : Stream.of())
                .filter(role -> !role.isEmpty())
                .sorted()
                .collect(Collectors.joining(","));
        return roles.isEmpty() ? NONE : roles;
    }

    private static String ports(ObjectNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : at(service, SPEC, "ports")) {
            String node = port.has("nodePort") ? ":" + text(port, "nodePort") : "";
            ports.add(text(port, "port") + node + "/" + text(port, "protocol"));
        }
        return ports.isEmpty() ? NONE : String.join(",", ports);
    }

    private static String containers(ObjectNode owner, String field) {
        List<String> all = new ArrayList<>();
        at(owner, SPEC, "template", SPEC, "containers").forEach(each -> all.add(text(each, field)));
        return String.join(",", all);
    }

    static String labels(JsonNode map) {
        Map<String, String> sorted = new TreeMap<>(Trees.texts(map));
        String all = sorted.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        return all.isEmpty() ? NONE : all;
    }

    private static String modes(JsonNode list) {
        Map<String, String> shorter = Map.of(
                "ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", "ReadWriteOncePod", "RWOP");
        List<String> modes = new ArrayList<>();
        list.forEach(each -> modes.add(shorter.getOrDefault(each.asText(), each.asText())));
        return String.join(",", modes);
    }

    private static String claim(JsonNode claim) {
        return claim.isMissingNode() ? "" : text(claim, "namespace") + "/" + text(claim, NAME);
    }

    private static String jobStatus(ObjectNode job) {
        Function<String, Boolean> holds = type -> condition(job, type).equals(TRUE);
        if (holds.apply("Complete")) {
            return "Complete";
        }
        if (holds.apply("Failed")) {
            return "Failed";
        }
        if (at(job, "metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        return Stream.of("Suspended", "FailureTarget", "SuccessCriteriaMet")
                .filter(holds::apply)
                .findFirst()
                .orElse("Running");
    }

    private static String completions(ObjectNode job) {
        String done = Integer.toString(at(job, STATUS, "succeeded").asInt(0));
        JsonNode wanted = at(job, SPEC, "completions");
        if (wanted.isNumber()) {
            return done + "/" + wanted.asInt();
        }
        int parallel = at(job, SPEC, "parallelism").asInt(0);
        return parallel > 1 ? done + "/1 of " + parallel : done + "/1";
    }

    private static String duration(ObjectNode job, Instant now) {
        String begun = text(job, STATUS, "startTime");
        String ended = text(job, STATUS, "completionTime");
        if (begun.isEmpty()) {
            return "";
        }
        return Age.of(Duration.between(Instant.parse(begun), ended.isEmpty() ? now : Instant.parse(ended)));
    }

    private static String gangStatus(ObjectNode group) {
        for (JsonNode each : at(group, STATUS, "conditions")) {
            if (text(each, "type").equals("DisruptionTarget")) {
                return text(each, "reason");
            }
        }
        String scheduled = condition(group, "PodGroupInitiallyScheduled");
        return scheduled.isEmpty() ? "Pending" : scheduled.equals(TRUE) ? "Scheduled" : "Unschedulable";
    }

    private static String involved(JsonNode object) {
        String kind = text(object, "kind").toLowerCase(Locale.ROOT);
        String name = text(object, NAME);
        return name.isEmpty() ? kind : kind + "/" + name;
    }
}
