package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.share.MigModel;
import dev.kerf.core.share.MigPlan;
import dev.kerf.core.share.MigProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * R09: cards that are cut otherwise than what waits, and what work would ask for after R07, wants them. One node of a pool at
 * a time: the one whose cards can serve most, empty nodes before others.
 */
final class MigLayout implements Rule {
    private static final Set<String> CHANGING = Set.of("pending", "rebooting");
    private static final String STATE = "nvidia.com/mig.config.state";

    /** A node and how its cards would be cut. */
    private record Cut(Machine machine, MigPlan plan, int unserved, List<Placement> holders) {
        private static final Comparator<Cut> ORDER = Comparator.comparing((Cut c) -> !c.holders.isEmpty())
                .thenComparing(Cut::unserved)
                .thenComparing(c -> c.holders.size());

        boolean better(@Nullable Cut other) {
            return other == null || ORDER.compare(this, other) < 0;
        }
    }

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        for (MigPool pool : MigPool.of(scene)) {
            Cut cut = pool.missing() == 0 ? null : best(scene, pool);
            if (cut != null) {
                drafts.add(draft(scene, pool, cut));
            }
        }
        return drafts;
    }

    /** The node whose cards are best cut anew; null: none would serve more than now. Nodes that are alike are tried once. */
    private static @Nullable Cut best(Scene scene, MigPool pool) {
        Map<List<Object>, MigPlan> tried = new HashMap<>();
        Cut best = null;
        for (Machine machine : pool.nodes()) {
            if (!machine.node().cordoned()) {
                MigPlan plan = tried.computeIfAbsent(pool.kind(machine), k -> pool.plan(machine));
                int unserved = slices(pool.model(), plan.missing());
                Cut cut = new Cut(machine, plan, unserved, MigPool.holders(scene, machine));
                best = unserved < pool.missing() && cut.better(best) ? cut : best;
            }
        }
        return best == null ? null : new Cut(best.machine, pool.plan(best.machine), best.unserved, best.holders);
    }

    private static int slices(MigModel model, Map<String, Integer> counts) {
        return model.profiles().stream()
                .mapToInt(p -> counts.getOrDefault(p.name(), 0) * p.size())
                .sum();
    }

    private static Draft draft(Scene scene, MigPool pool, Cut cut) {
        String node = cut.machine().node().name();
        MigPlan plan = cut.plan();
        Drafting draft = Drafting.of(Kind.R09, new Target.OfNode(node))
                .over(Duration.ZERO)
                .claims(Set.of("node:" + node))
                .sees(Observation.fact(
                        "sum by (resource) (kube_pod_container_resource_requests{resource=~\"nvidia_com_mig_.*\"} "
                                + "* on (namespace, pod) group_left () (kube_pod_status_phase{phase=\"Pending\"} == 1))",
                        pool.waits().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        0,
                        "instances"))
                .reckons(
                        "fewest cards with legal places for all that is asked, then fewest changes%s; at least %d cards by slices alone"
                                .formatted(plan.exact() ? " (exact)" : " (card by card)", plan.bound()),
                        "%d of the cards of node %s cut anew, %d instances made or removed"
                                .formatted(changed(plan), node, plan.changes()))
                .risks(0.3, "whoever comes to the node while it is cut; minutes without its cards");
        table(pool, cut, draft);
        guards(scene, pool, cut, draft);
        MigProof.of(scene, pool, cut.machine(), plan).onto(draft);
        return draft.doing(new Action.Manifest("cut the cards of node " + node + " anew", MigManifest.of(node, plan)));
    }

    private static long changed(MigPlan plan) {
        return plan.cuts().stream().filter(c -> c.changes() > 0).count();
    }

    /** Supply and demand of each profile, and each card as it is cut then. */
    private static void table(MigPool pool, Cut cut, Drafting draft) {
        for (MigProfile profile : pool.model().profiles()) {
            int free = pool.free(profile, cut.machine());
            int offered = MigPool.offered(cut.machine(), profile);
            long then = cut.plan().cuts().stream()
                    .flatMap(c -> c.then().stream())
                    .filter(i -> i.profile().equals(profile))
                    .count();
            if (pool.asked(profile) + free + offered + then > 0) {
                draft.part(
                        profile.name(),
                        "%d wait, %d by R07, %d free elsewhere, here %d now and %d then"
                                .formatted(
                                        pool.waits().getOrDefault(profile, 0),
                                        pool.fitted().getOrDefault(profile, 0),
                                        free,
                                        offered,
                                        then));
            }
        }
        cut.plan()
                .cuts()
                .forEach(c -> draft.part(
                        "card " + c.card().index(),
                        c.then()
                                + (c.changes() == 0
                                        ? ", as it is"
                                        : ", removing " + c.removed() + ", making " + c.made())));
        cut.plan().missing().forEach((name, count) -> draft.part("no place for", count + " of " + name));
    }

    private static void guards(Scene scene, MigPool pool, Cut cut, Drafting draft) {
        Set<String> pods = cut.holders().stream()
                .map(p -> p.task().id().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        draft.guard(
                "node-empty",
                pods.isEmpty(),
                pods.isEmpty()
                        ? "no pod on the node holds a GPU: empty nodes go first"
                        : "cutting clears every card, and %d pods hold some: %s"
                                .formatted(pods.size(), String.join(", ", pods)));
        String changing = pool.nodes().stream()
                .filter(m -> CHANGING.contains(m.node().labels().getOrDefault(STATE, "")))
                .map(m -> m.node().name())
                .findFirst()
                .orElse("");
        draft.guard(
                "one-node-at-a-time",
                changing.isEmpty(),
                changing.isEmpty() ? "no other node of the pool is being cut" : "node " + changing + " is being cut");
        wanted(scene, cut, draft);
    }

    /** Cards that are not cut yet may be wanted whole. */
    private static void wanted(Scene scene, Cut cut, Drafting draft) {
        boolean uncut = !cut.machine().cards().isEmpty();
        long whole = scene.cluster().pending().stream()
                .filter(t -> t.need().gpu() instanceof GpuNeed.Whole)
                .count();
        draft.guard(
                "nobody-waits-for-whole-cards",
                !uncut || whole == 0,
                uncut && whole > 0
                        ? whole + " tasks wait for whole GPUs, of which the node has some"
                        : "no waiting task wants the node's cards whole");
    }
}
