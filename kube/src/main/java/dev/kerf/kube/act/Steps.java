package dev.kerf.kube.act;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Share;
import dev.kerf.objects.advise.Patch;
import dev.kerf.objects.advise.Patches;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The writes of an action as its policy wants them, in an order in which each leaves the cluster sound. */
record Steps(Look look, String advice, SizingPolicy policy) {
    /** Kinds that keep their pods running, wherever, and lose no work when one is made anew. */
    private static final Set<String> KEEPERS = Set.of("Deployment", "ReplicaSet", "StatefulSet");

    /** Kinds whose pods are not made anew when their template changes. */
    private static final Set<String> PATIENT = Set.of("ReplicaSet", "CronJob", "Notebook");

    List<Step> of(Action asked) {
        Action action = named(asked);
        return switch (action) {
            case Action.Requests requests -> sized(requests);
            case Action.Fraction fraction -> shared(fraction);
            case Action.Drain drain -> drained();
            case Action.Move move -> moved();
            case Action.Scale a -> owner(action);
            case Action.Gpus a -> owner(action);
            case Action.Extended a -> owner(action);
            case Action.Selector a -> owner(action);
            case Action.ScaleToZero a -> List.of();
            case Action.Arguments a -> List.of();
            case Action.Manifest a -> List.of();
        };
    }

    /** The same, of the first container where none is named. */
    private Action named(Action action) {
        return switch (action) {
            case Action.Requests a -> new Action.Requests(named(a.of()), a.cpu(), a.memory());
            case Action.Fraction a -> new Action.Fraction(named(a.of()), a.thousandths(), a.follows(), a.moves());
            case Action.Gpus a -> new Action.Gpus(named(a.of()), a.count());
            case Action.Extended a -> new Action.Extended(named(a.of()), a.former(), a.resource(), a.count());
            default -> action;
        };
    }

    private Target.OfWorkload named(Target.OfWorkload of) {
        String name =
                Amounts.container(look.template(), of.container()).get("name").text();
        return new Target.OfWorkload(of.namespace(), of.workload(), name);
    }

    /** The workload itself, as far as the patch is of it. */
    private List<Step> owner(Action action) {
        return Patches.of(action).stream()
                .filter(patch -> patch.kind().equals(look.anchor().place().kind()))
                .map(Patch::body)
                .map(body -> Step.patch(Step.How.PATCH, look.anchor(), body))
                .toList();
    }

    /** Whether a new template makes no new pods. */
    private boolean patient() {
        return patient(look);
    }

    private static boolean patient(Look look) {
        Field strategy = look.anchor().root().at("spec", "updateStrategy", "type");
        String kind = look.anchor().place().kind();
        boolean patient = PATIENT.contains(kind)
                || (Set.of("StatefulSet", "DaemonSet").contains(kind)
                        && strategy.text().equals("OnDelete"));
        return patient && OtherHands.repository(look.anchor()).isEmpty();
    }

    /**
     * Whether a pod of a workload that is asked to leave is made anew with the size that was decided for it: its owner keeps it
     * running, Kerf gives out its GPU, and its template or the admission says so.
     */
    static boolean remade(Look look, SizingPolicy policy) {
        return policy.manner() == Manner.IN_PLACE
                && KEEPERS.contains(look.anchor().place().kind())
                && look.pods().stream()
                        .noneMatch(pod -> pod.annotation(SharingKeys.PORTION).isEmpty())
                && (patient(look) || policy.terms().admission());
    }

    /** The template first: a pod that is made meanwhile is made as it is to be. */
    private List<Step> withTemplate(Action action, List<Step> pods) {
        if (policy.manner() == Manner.ROLLOUT) {
            return owner(action);
        }
        List<Step> steps = new ArrayList<>(patient() ? owner(action) : decided(action));
        steps.addAll(pods);
        return steps;
    }

    /** Where the template stays as it is, the size is kept beside it. */
    private List<Step> decided(Action action) {
        return look.anchor().place().kind().equals("Pod")
                ? List.of()
                : List.of(Decided.step(look.anchor(), advice, action));
    }

    private List<Step> sized(Action.Requests requests) {
        return withTemplate(
                requests, alive().stream().map(pod -> resize(pod, requests)).toList());
    }

    private List<Live> alive() {
        return look.pods().stream().filter(Live::alive).toList();
    }

    /** Limits move only where the container has some, and never below what is requested. */
    private static Step resize(Live pod, Action.Requests requests) {
        Field container = Amounts.container(pod.root(), requests.of().container());
        Map<String, String> asked = Decided.texts(requests);
        Map<String, Object> limits = new LinkedHashMap<>(asked);
        limits.keySet()
                .removeIf(name -> !container.at("resources", "limits").get(name).present());
        Map<String, Object> resources = new LinkedHashMap<>(Map.of("requests", asked));
        if (!limits.isEmpty()) {
            resources.put("limits", limits);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", container.get("name").text());
        named.put("resources", resources);
        return Step.patch(Step.How.RESIZE, pod, Map.of("spec", Map.of("containers", List.of(named))));
    }

    /** Who has no room for its part makes way before the others have theirs. */
    private List<Step> shared(Action.Fraction fraction) {
        List<Live> lacking = fraction.moves() && remade(look, policy)
                ? new Room(look, fraction, Amounts.of(fraction, look)).lacking()
                : List.of();
        String part = Share.text(fraction.thousandths());
        List<Step> steps = new ArrayList<>();
        lacking.forEach(pod -> steps.add(Step.evictOf(look.anchor(), pod)));
        alive().stream().filter(pod -> !lacking.contains(pod)).forEach(pod -> steps.add(Step.share(pod, part)));
        return withTemplate(fraction, steps);
    }

    private List<Step> drained() {
        List<Step> steps = new ArrayList<>(List.of(closed()));
        steps.addAll(evictions());
        return steps;
    }

    private Step closed() {
        return Step.patch(Step.How.PATCH, look.anchor(), Map.of("spec", Map.of("unschedulable", true)));
    }

    /** The node takes nothing until they stand elsewhere, so that none of them comes back to the room it is to leave. */
    private List<Step> moved() {
        List<Step> evictions = evictions();
        Step closed = closed();
        if (evictions.isEmpty() || closed.done(look.anchor())) {
            return evictions;
        }
        List<Step> steps = new ArrayList<>(List.of(closed));
        steps.addAll(evictions);
        steps.add(Step.release(closed, leaving()));
        return steps;
    }

    private List<Step> evictions() {
        return leaving().stream().map(pod -> Step.evict(pod, look.anchor())).toList();
    }

    /** Those that stand on the node. */
    private List<Live> leaving() {
        return look.pods().stream()
                .filter(pod -> Merge.holds(pod.tree(), Step.standsOn(look.anchor())))
                .toList();
    }
}
