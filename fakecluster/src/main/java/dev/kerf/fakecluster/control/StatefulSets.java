package dev.kerf.fakecluster.control;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;

/** Numbered pods, one after the other unless they are told to come together. Claims are made and never removed. */
final class StatefulSets implements Controller {
    private static final String RESOURCE = "statefulsets.apps";
    private static final String PODS = "pods";
    private static final String HASH = "controller-revision-hash";
    private static final String SPEC = "spec";
    private static final String METADATA = "metadata";
    private final World world;

    StatefulSets(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored set) {
        int wanted = at(set.tree(), SPEC, "replicas").asInt(1);
        int first = at(set.tree(), SPEC, "ordinals", "start").asInt(0);
        boolean parallel = text(set.tree(), SPEC, "podManagementPolicy").equals("Parallel");
        String hash = hash(set);
        for (int i = first; i < first + wanted; i++) {
            Stored pod = world.find(new Ref(PODS, set.namespace(), set.name() + "-" + i));
            if (pod == null) {
                create(set, i, hash);
            }
            if (!parallel && (pod == null || !PodState.ready(pod) || PodState.leaving(pod))) {
                break;
            }
        }
        surplus(set, first, wanted, parallel);
        renew(set, first, wanted, hash);
        status(set, wanted, hash);
    }

    private static String hash(Stored set) {
        return set.name() + "-"
                + Integer.toHexString(at(set.tree(), SPEC, "template").hashCode());
    }

    private void create(Stored set, int number, String hash) {
        String name = set.name() + "-" + number;
        ObjectNode pod = World.fromTemplate(at(set.tree(), SPEC, "template"));
        ObjectNode metadata = Trees.within(pod, METADATA).put("name", name);
        Trees.within(metadata, "labels")
                .put("statefulset.kubernetes.io/pod-name", name)
                .put("apps.kubernetes.io/pod-index", Integer.toString(number))
                .put(HASH, hash);
        ObjectNode spec = Trees.within(pod, SPEC).put("hostname", name);
        claims(set, name, spec);
        world.create(set, PODS, pod);
    }

    private void claims(Stored set, String pod, ObjectNode spec) {
        for (JsonNode template : at(set.tree(), SPEC, "volumeClaimTemplates")) {
            String volume = text(template, METADATA, "name");
            ObjectNode claim = World.fromTemplate(template);
            Trees.within(claim, METADATA).put("name", volume + "-" + pod);
            world.createFree(set.namespace(), "persistentvolumeclaims", claim);
            ArrayNode volumes = spec.get("volumes") instanceof ArrayNode own ? own : spec.putArray("volumes");
            volumes.addObject()
                    .put("name", volume)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", volume + "-" + pod);
        }
    }

    private void surplus(Stored set, int first, int wanted, boolean parallel) {
        List<Stored> beyond = world.owned(set, PODS).stream()
                .filter(pod -> number(pod) >= first + wanted || number(pod) < first)
                .filter(pod -> !PodState.leaving(pod))
                .sorted((left, right) -> Integer.compare(number(right), number(left)))
                .limit(parallel ? Integer.MAX_VALUE : 1)
                .toList();
        beyond.forEach(pod -> world.delete(new Ref(PODS, pod.namespace(), pod.name())));
    }

    private static int number(Stored pod) {
        String number = pod.name().substring(pod.name().lastIndexOf('-') + 1);
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    /** Pods of an old template go one by one, the highest first, once the others are ready; finished ones too. */
    private void renew(Stored set, int first, int wanted, String hash) {
        List<Stored> pods = world.owned(set, PODS);
        pods.stream()
                .filter(pod -> !PodState.active(pod) && !PodState.leaving(pod))
                .forEach(pod -> world.delete(new Ref(PODS, pod.namespace(), pod.name())));
        boolean whole = pods.size() == wanted && pods.stream().allMatch(PodState::ready);
        int from = first
                + at(set.tree(), SPEC, "updateStrategy", "rollingUpdate", "partition")
                        .asInt(0);
        if (whole && !text(set.tree(), SPEC, "updateStrategy", "type").equals("OnDelete")) {
            pods.stream()
                    .filter(pod -> !PodState.label(pod, HASH).equals(hash) && number(pod) >= from)
                    .max((left, right) -> Integer.compare(number(left), number(right)))
                    .ifPresent(pod -> world.delete(new Ref(PODS, pod.namespace(), pod.name())));
        }
    }

    private void status(Stored set, int wanted, String hash) {
        List<Stored> pods = world.owned(set, PODS);
        int ready = PodState.count(pods, PodState::ready);
        int updated = PodState.count(pods, pod -> PodState.label(pod, HASH).equals(hash));
        String before = text(set.tree(), "status", "currentRevision");
        boolean done = updated == wanted && ready == wanted;
        ObjectNode status = Trees.object()
                .put("replicas", pods.size())
                .put("readyReplicas", ready)
                .put("availableReplicas", ready)
                .put("updatedReplicas", updated)
                .put("currentReplicas", done ? wanted : pods.size() - updated)
                .put("currentRevision", done || before.isEmpty() ? hash : before)
                .put("updateRevision", hash);
        world.status(set, RESOURCE, status);
    }
}
