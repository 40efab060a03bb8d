package dev.kerf.fakecluster.control;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One replica set for each template there was; the newest grows while the others shrink, as far as the strategy allows. */
final class Deployments implements Controller {
    private static final String RESOURCE = "deployments.apps";
    private static final String SETS = "replicasets.apps";
    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String REPLICAS = "replicas";
    private static final String SPEC = "spec";
    private final World world;

    Deployments(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored deployment) {
        String hash = hash(at(deployment.tree(), SPEC, "template"));
        List<Stored> sets = world.owned(deployment, SETS);
        Stored newest = sets.stream()
                .filter(s -> PodState.label(s, HASH).equals(hash))
                .findFirst()
                .orElse(null);
        List<Stored> old = sets.stream().filter(s -> s != newest).toList();
        if (newest == null) {
            create(
                    deployment,
                    hash,
                    revision(old) + 1,
                    at(deployment.tree(), SPEC, "strategy", "type").asText().equals("Recreate")
                            ? 0
                            : first(deployment, old));
        } else if (!at(deployment.tree(), SPEC, "paused").asBoolean(false)) {
            if (revision(newest) <= revision(old) && !old.isEmpty()) {
                revise(newest, revision(old) + 1);
            }
            scale(deployment, newest, old);
        }
        status(deployment, hash);
    }

    /** The same for the same template, in whatever order its fields are. */
    private static String hash(JsonNode template) {
        String letters = "bcdfghjklmnpqrstvwxz2456789";
        long hash = Integer.toUnsignedLong(template.hashCode());
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            word.append(letters.charAt((int) (hash % letters.length())));
            hash = hash / letters.length() + 7 * hash % 1_000_003;
        }
        return word.toString();
    }

    private static long revision(List<Stored> sets) {
        return sets.stream().mapToLong(Deployments::revision).max().orElse(0);
    }

    private static long revision(Stored set) {
        String text = text(set.tree(), "metadata", "annotations", REVISION);
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    private void revise(Stored set, long revision) {
        world.change(new Ref(SETS, set.namespace(), set.name()), tree -> Trees.within(tree, "metadata", "annotations")
                .put(REVISION, Long.toString(revision)));
    }

    private void create(Stored deployment, String hash, long revision, int replicas) {
        ObjectNode set = Trees.object();
        ObjectNode metadata = set.putObject("metadata").put("name", deployment.name() + "-" + hash);
        metadata.putObject("annotations").put(REVISION, Long.toString(revision));
        JsonNode spec = deployment.tree().path(SPEC);
        ObjectNode of = set.putObject(SPEC).put(REPLICAS, replicas);
        of.set("selector", spec.path("selector").deepCopy());
        of.set("template", spec.path("template").deepCopy());
        Trees.within(of, "selector", "matchLabels").put(HASH, hash);
        Trees.within(of, "template", "metadata", "labels").put(HASH, hash);
        metadata.set("labels", at(of, "template", "metadata", "labels").deepCopy());
        world.create(deployment, SETS, set);
    }

    private static int wanted(Stored deployment) {
        return at(deployment.tree(), SPEC, REPLICAS).asInt(1);
    }

    /** How many the newest may have at once. */
    private int first(Stored deployment, List<Stored> old) {
        int others = old.stream().mapToInt(Deployments::replicas).sum();
        int wanted = wanted(deployment);
        return Math.max(0, Math.min(wanted, wanted + part(deployment, "maxSurge", true) - others));
    }

    private static int replicas(Stored set) {
        return at(set.tree(), SPEC, REPLICAS).asInt(0);
    }

    /** A number, or a percentage of what is wanted. */
    private static int part(Stored deployment, String field, boolean up) {
        JsonNode part = at(deployment.tree(), SPEC, "strategy", "rollingUpdate", field);
        String text = part.asText("0");
        if (!text.endsWith("%")) {
            return part.asInt(0);
        }
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return (wanted(deployment) * percent + (up ? 99 : 0)) / 100;
    }

    private void scale(Stored deployment, Stored newest, List<Stored> old) {
        int wanted = wanted(deployment);
        boolean recreate = text(deployment.tree(), SPEC, "strategy", "type").equals("Recreate");
        int unavailable = recreate
                ? wanted
                : Math.max(part(deployment, "maxUnavailable", false), part(deployment, "maxSurge", true) == 0 ? 1 : 0);
        int available = available(newest)
                + old.stream().mapToInt(Deployments::available).sum();
        int spare = recreate ? Integer.MAX_VALUE : Math.max(0, available - (wanted - unavailable));
        for (Stored each : old) {
            int idle = Math.max(0, replicas(each) - available(each));
            int less = Math.min(replicas(each), idle + spare);
            spare -= Math.max(0, Math.min(spare, less - idle));
            set(each, replicas(each) - less);
        }
        boolean left = old.stream().anyMatch(each -> replicas(each) > 0);
        if (!recreate || !left) {
            set(newest, left ? Math.max(replicas(newest), first(deployment, old)) : wanted);
        }
    }

    private static int available(Stored set) {
        return at(set.tree(), "status", "availableReplicas").asInt(0);
    }

    private void set(Stored set, int replicas) {
        if (replicas(set) != replicas) {
            world.change(set, SETS, tree -> Trees.within(tree, SPEC).put(REPLICAS, replicas));
        }
    }

    private void status(Stored deployment, String hash) {
        int all = 0;
        int ready = 0;
        int updated = 0;
        long revision = 0;
        for (Stored each : world.owned(deployment, SETS)) {
            int has = at(each.tree(), "status", REPLICAS).asInt(0);
            all += has;
            ready += available(each);
            revision = Math.max(revision, revision(each));
            updated += PodState.label(each, HASH).equals(hash) ? has : 0;
        }
        int wanted = wanted(deployment);
        @Nullable JsonNode before = deployment.tree().path("status").get("conditions");
        ObjectNode status = Trees.object()
                .put(REPLICAS, all)
                .put("updatedReplicas", updated)
                .put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("unavailableReplicas", Math.max(0, Math.max(all, wanted) - ready));
        if (before != null) {
            status.set("conditions", before.deepCopy());
        }
        boolean enough = ready >= wanted - part(deployment, "maxUnavailable", false);
        String sentence =
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.";
        world.condition(
                status,
                "Available",
                enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                sentence);
        boolean done = updated >= wanted && ready >= wanted && all == updated;
        world.condition(
                status,
                "Progressing",
                true,
                done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                done ? "It has successfully progressed." : "It is progressing.");
        world.status(deployment, RESOURCE, status);
        String number = Long.toString(revision);
        if (revision > 0
                && !text(deployment.tree(), "metadata", "annotations", REVISION).equals(number)) {
            world.change(
                    new Ref(RESOURCE, deployment.namespace(), deployment.name()),
                    tree -> Trees.within(tree, "metadata", "annotations").put(REVISION, number));
        }
    }
}
