package dev.kerf.fakecluster.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of JSONPath that printer columns are written in: names, {@code [0]}, {@code [*]}, {@code [?(@.type=="A")]}. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.([A-Za-z0-9_-]+(?:\\\\\\.[A-Za-z0-9_/-]+)*)|\\[(\\d+|\\*)]|\\['([^']+)']|\\[\\?\\(@\\.([A-Za-z0-9.]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

    private JsonPath() {}

    /** The first value at that path; a missing node where there is none or the path makes no sense. */
    public static JsonNode find(JsonNode tree, String path) {
        List<JsonNode> found = List.of(tree);
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find() && step.start() == end) {
            end = step.end();
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode each : found) {
                step(each, step, next);
            }
            found = next;
        }
        return end < path.length() || found.isEmpty() ? MissingNode.getInstance() : found.getFirst();
    }

    private static void step(JsonNode node, Matcher step, List<JsonNode> into) {
        if (step.group(1) != null || step.group(3) != null) {
            String name = step.group(1) != null ? step.group(1).replace("\\.", ".") : step.group(3);
            if (node.has(name)) {
                into.add(node.get(name));
            }
        } else if (step.group(2) != null) {
            if (step.group(2).equals("*")) {
                node.forEach(into::add);
            } else if (node.has(Integer.parseInt(step.group(2)))) {
                into.add(node.get(Integer.parseInt(step.group(2))));
            }
        } else {
            for (JsonNode each : node) {
                if (find(each, "." + step.group(4)).asText().equals(step.group(5))) {
                    into.add(each);
                }
            }
        }
    }
}
