package dev.kerf.fakecluster.life;

import static dev.kerf.fakecluster.life.PodDefaults.number;
import static dev.kerf.fakecluster.life.PodDefaults.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;

/** What objects say when they say nothing, for the kinds whose defaults somebody relies on. */
final class Defaults {
    private static final String QUARTER = "25%";

    private Defaults() {}

    static void fill(Kind kind, ObjectNode tree) {
        ObjectNode spec = tree.get("spec") instanceof ObjectNode own ? own : Trees.object();
        switch (kind.resource()) {
            case "pods" -> PodDefaults.fill(spec);
            case "deployments.apps" -> deployment(spec);
            case "replicasets.apps", "replicationcontrollers" -> replicas(spec);
            case "statefulsets.apps" -> statefulSet(spec);
            case "daemonsets.apps" -> template(spec);
            case "jobs.batch" -> job(tree, spec);
            case "cronjobs.batch" -> cronJob(spec);
            case "services" -> service(spec);
            case "persistentvolumeclaims" -> text(spec, "volumeMode", "Filesystem");
            case "persistentvolumes" -> {
                text(spec, "volumeMode", "Filesystem");
                text(spec, "persistentVolumeReclaimPolicy", "Retain");
            }
            case "storageclasses.storage.k8s.io" -> {
                text(tree, "reclaimPolicy", "Delete");
                text(tree, "volumeBindingMode", "Immediate");
            }
            case "priorityclasses.scheduling.k8s.io" -> text(tree, "preemptionPolicy", "PreemptLowerPriority");
            case "secrets" -> secret(tree);
            case "namespaces" -> namespace(tree);
            default -> {}
        }
    }

    private static void template(ObjectNode spec) {
        if (spec.path("template").get("spec") instanceof ObjectNode pod) {
            PodDefaults.fill(pod);
        }
        number(spec, "revisionHistoryLimit", 10);
    }

    private static void replicas(ObjectNode spec) {
        number(spec, "replicas", 1);
        if (spec.path("template").get("spec") instanceof ObjectNode pod) {
            PodDefaults.fill(pod);
        }
    }

    private static void deployment(ObjectNode spec) {
        replicas(spec);
        template(spec);
        number(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = Trees.within(spec, "strategy");
        text(strategy, "type", "RollingUpdate");
        if (Trees.text(strategy, "type").equals("RollingUpdate")) {
            ObjectNode rolling = Trees.within(strategy, "rollingUpdate");
            keep(rolling, "maxSurge");
            keep(rolling, "maxUnavailable");
        }
    }

    private static void keep(ObjectNode rolling, String name) {
        if (!rolling.has(name)) {
            rolling.put(name, QUARTER);
        }
    }

    private static void statefulSet(ObjectNode spec) {
        replicas(spec);
        template(spec);
        text(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = Trees.within(spec, "updateStrategy");
        text(strategy, "type", "RollingUpdate");
        if (Trees.text(strategy, "type").equals("RollingUpdate")) {
            number(Trees.within(strategy, "rollingUpdate"), "partition", 0);
        }
        ObjectNode retention = Trees.within(spec, "persistentVolumeClaimRetentionPolicy");
        text(retention, "whenDeleted", "Retain");
        text(retention, "whenScaled", "Retain");
    }

    private static void job(ObjectNode tree, ObjectNode spec) {
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        number(spec, "parallelism", 1);
        number(spec, "backoffLimit", 6);
        text(spec, "completionMode", "NonIndexed");
        text(spec, "podReplacementPolicy", "TerminatingOrFailed");
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        if (!spec.has("manualSelector")) {
            spec.put("manualSelector", false);
        }
        if (!spec.has("selector") && !spec.path("manualSelector").asBoolean()) {
            selector(tree, spec);
        }
        if (spec.path("template").get("spec") instanceof ObjectNode pod) {
            PodDefaults.fill(pod);
        }
    }

    private static void selector(ObjectNode tree, ObjectNode spec) {
        String uid = Trees.text(tree, "metadata", "uid");
        String name = Trees.text(tree, "metadata", "name");
        Trees.within(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        ObjectNode labels = Trees.within(spec, "template", "metadata", "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid).put("job-name", name);
    }

    private static void cronJob(ObjectNode spec) {
        text(spec, "concurrencyPolicy", "Allow");
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        number(spec, "successfulJobsHistoryLimit", 3);
        number(spec, "failedJobsHistoryLimit", 1);
    }

    private static void service(ObjectNode spec) {
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        text(spec, "internalTrafficPolicy", "Cluster");
        for (JsonNode each : spec.path("ports")) {
            ObjectNode port = (ObjectNode) each;
            text(port, "protocol", "TCP");
            if (!port.has("targetPort")) {
                port.set("targetPort", port.path("port"));
            }
        }
    }

    private static void secret(ObjectNode tree) {
        text(tree, "type", "Opaque");
        if (tree.remove("stringData") instanceof ObjectNode texts) {
            ObjectNode data = Trees.within(tree, "data");
            texts.properties()
                    .forEach(each -> data.put(
                            each.getKey(),
                            java.util.Base64.getEncoder()
                                    .encodeToString(each.getValue()
                                            .asText()
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        }
    }

    private static void namespace(ObjectNode tree) {
        String name = Trees.text(tree, "metadata", "name");
        Trees.within(tree, "metadata", "labels").put("kubernetes.io/metadata.name", name);
    }
}
