package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.select.LabelMatch;
import dev.kerf.fakecluster.store.Refusal.Cause;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with an object. The checks are those whose refusal a user is likely to meet, not all of Kubernetes'. */
final class Checks {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Set<String> FREE_NAMES = Set.of(
            "roles.rbac.authorization.k8s.io",
            "rolebindings.rbac.authorization.k8s.io",
            "clusterroles.rbac.authorization.k8s.io",
            "clusterrolebindings.rbac.authorization.k8s.io");
    private static final Set<String> WITH_SELECTOR =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");
    private final List<Cause> causes = new ArrayList<>();

    private Checks() {}

    static List<Cause> of(Kind kind, ObjectNode tree) {
        Checks checks = new Checks();
        checks.metadata(kind, tree.path("metadata"));
        JsonNode spec = tree.path("spec");
        if (kind.is("pods")) {
            checks.pod(spec, "spec");
        } else if (WITH_SELECTOR.contains(kind.resource())) {
            checks.owner(spec);
        } else if (kind.is("jobs.batch")) {
            checks.job(spec);
        } else if (kind.is("podgroups.scheduling.k8s.io")) {
            checks.podGroup(spec);
        }
        return checks.causes;
    }

    private void metadata(Kind kind, JsonNode metadata) {
        String name = Trees.text(metadata, "name");
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else if (!FREE_NAMES.contains(kind.resource())
                && (name.length() > 253 || !NAME.matcher(name).matches())) {
            causes.add(Cause.invalid(
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                            + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation"
                            + " is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"));
        }
        metadata.path("labels").properties().forEach(label -> {
            String value = label.getValue().asText();
            if (value.length() > 63 || !LABEL.matcher(value).matches()) {
                causes.add(Cause.invalid(
                        "metadata.labels",
                        value,
                        "must be no more than 63 characters of [-A-Za-z0-9_.],"
                                + " and must start and end with an alphanumeric character"));
            }
        });
    }

    private void pod(JsonNode spec, String path) {
        if (spec.path("containers").isEmpty()) {
            causes.add(Cause.required(path + ".containers", ""));
        }
        Set<String> names = new HashSet<>();
        for (String list : List.of("initContainers", "containers")) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                container(spec.path(list).get(i), path + "." + list + "[" + i + "]", names);
            }
        }
    }

    private void container(JsonNode container, String path, Set<String> names) {
        String name = Trees.text(container, "name");
        if (name.isEmpty()) {
            causes.add(Cause.required(path + ".name", ""));
        } else if (!names.add(name)) {
            causes.add(new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + "\"", path + ".name"));
        }
        if (Trees.text(container, "image").isEmpty() && path.contains("ontainers")) {
            causes.add(Cause.required(path + ".image", ""));
        }
        JsonNode limits = container.path("resources").path("limits");
        JsonNode requests = container.path("resources").path("requests");
        limits.properties().forEach(limit -> {
            String resource = limit.getKey();
            if (requests.has(resource)) {
                amounts(
                        resource,
                        requests.path(resource).asText(),
                        limit.getValue().asText(),
                        path);
            }
        });
        requests.properties().forEach(request -> {
            if (extended(request.getKey()) && !limits.has(request.getKey())) {
                causes.add(Cause.required(
                        path + ".resources.limits", "Limit must be set for non overcommitable resources"));
            }
        });
    }

    private static boolean extended(String resource) {
        return resource.contains("/") && !resource.startsWith("kubernetes.io/");
    }

    private void amounts(String resource, String request, String limit, String path) {
        try {
            int compared = Quantity.parse(request)
                    .amount()
                    .compareTo(Quantity.parse(limit).amount());
            if (extended(resource) && compared != 0) {
                causes.add(Cause.invalid(
                        path + ".resources.requests", request, "must be equal to " + resource + " limit of " + limit));
            } else if (compared > 0) {
                causes.add(Cause.invalid(
                        path + ".resources.requests",
                        request,
                        "must be less than or equal to " + resource + " limit of " + limit));
            }
        } catch (QuantityException broken) {
            causes.add(Cause.invalid(path + ".resources", request, broken.problem()));
        }
    }

    private void owner(JsonNode spec) {
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (spec.path("selector").isEmpty()) {
            causes.add(Cause.required("spec.selector", ""));
        } else if (!LabelMatch.of(spec.path("selector")).test(Trees.texts(labels))) {
            causes.add(Cause.invalid(
                    "spec.template.metadata.labels", labels.toString(), "`selector` does not match template `labels`"));
        }
        pod(spec.path("template").path("spec"), "spec.template.spec");
    }

    private void job(JsonNode spec) {
        pod(spec.path("template").path("spec"), "spec.template.spec");
        String policy = Trees.text(spec, "template", "spec", "restartPolicy");
        if (policy.equals("Always")) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: \"Always\": supported values: \"OnFailure\", \"Never\"",
                    "spec.template.spec.restartPolicy"));
        }
    }

    private void podGroup(JsonNode spec) {
        JsonNode policy = spec.path("schedulingPolicy");
        JsonNode least = policy.path("gang").path("minCount");
        if (policy.path("gang").isObject() && least.asInt() < 1) {
            causes.add(Cause.invalid(
                    "spec.schedulingPolicy.gang.minCount", least.asText("0"), "must be greater than or equal to 1"));
        }
    }
}
