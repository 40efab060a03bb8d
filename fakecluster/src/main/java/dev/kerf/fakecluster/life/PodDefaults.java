package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kerf.fakecluster.schema.Trees;
import java.util.List;

/** What a pod's spec, or a template's, says when it says nothing. */
final class PodDefaults {
    private static final int NOT_READY_SECONDS = 300;

    private PodDefaults() {}

    static void fill(ObjectNode spec) {
        text(spec, "restartPolicy", "Always");
        text(spec, "dnsPolicy", "ClusterFirst");
        text(spec, "schedulerName", "default-scheduler");
        number(spec, "terminationGracePeriodSeconds", 30);
        if (!spec.has("securityContext")) {
            spec.putObject("securityContext");
        }
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                if (container instanceof ObjectNode each) {
                    container(each);
                }
            }
        }
        spec.path("volumes").forEach(PodDefaults::volume);
    }

    /** What only pods get, templates not. */
    static void admit(ObjectNode spec) {
        if (!spec.has("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        text(spec, "serviceAccountName", "default");
        spec.put("serviceAccount", spec.get("serviceAccountName").asText());
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
    }

    private static void tolerate(ObjectNode spec, String taint) {
        ArrayNode tolerations = spec.withArray("tolerations");
        for (JsonNode each : tolerations) {
            String key = Trees.text(each, "key");
            String effect = Trees.text(each, "effect");
            if ((key.equals(taint) || key.isEmpty()) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return;
            }
        }
        tolerations
                .addObject()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", NOT_READY_SECONDS);
    }

    private static void container(ObjectNode container) {
        String image = Trees.text(container, "image");
        boolean tagged = image.substring(image.lastIndexOf('/') + 1).contains(":") && !image.endsWith(":latest");
        text(container, "imagePullPolicy", tagged || image.contains("@") ? "IfNotPresent" : "Always");
        text(container, "terminationMessagePath", "/dev/termination-log");
        text(container, "terminationMessagePolicy", "File");
        ObjectNode resources = Trees.within(container, "resources");
        if (resources.get("limits") instanceof ObjectNode limits && !limits.isEmpty()) {
            ObjectNode requests = Trees.within(resources, "requests");
            limits.properties().stream()
                    .filter(limit -> !requests.has(limit.getKey()))
                    .forEach(limit -> requests.set(limit.getKey(), limit.getValue()));
        }
        amounts(resources.path("limits"));
        amounts(resources.path("requests"));
        for (JsonNode port : container.path("ports")) {
            text((ObjectNode) port, "protocol", "TCP");
        }
    }

    /** Amounts written as numbers become texts. */
    private static void amounts(JsonNode map) {
        map.properties().forEach(amount -> {
            if (amount.getValue().isNumber()) {
                amount.setValue(TextNode.valueOf(amount.getValue().asText()));
            }
        });
    }

    private static void volume(JsonNode volume) {
        if (volume.size() == 1 && volume instanceof ObjectNode bare) {
            bare.putObject("emptyDir");
        }
        for (String source : List.of("configMap", "secret", "downwardAPI", "projected")) {
            if (volume.get(source) instanceof ObjectNode inside) {
                number(inside, "defaultMode", 420);
            }
        }
    }

    static void text(ObjectNode tree, String name, String otherwise) {
        if (Trees.text(tree, name).isEmpty()) {
            tree.put(name, otherwise);
        }
    }

    static void number(ObjectNode tree, String name, long otherwise) {
        if (!tree.has(name)) {
            tree.put(name, otherwise);
        }
    }
}
