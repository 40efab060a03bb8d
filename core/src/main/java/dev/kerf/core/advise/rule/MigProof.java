package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Priced;
import dev.kerf.core.share.MigPlan;
import dev.kerf.core.share.MigProfile;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a layout serves, found by planning the cluster in which the node offers it.
 *
 * @param served   tasks that wait and would have a place
 * @param cards    GPUs that what they ask for is of
 * @param cost     what these cost an hour
 */
record MigProof(Set<TaskId> served, double cards, Priced cost, String currency) {
    private static final long HOUR = 3600;

    static MigProof of(Scene scene, MigPool pool, Machine machine, MigPlan plan) {
        Node then = then(machine.node(), pool, plan);
        Cluster cluster = scene.cluster()
                .withNodes(scene.cluster().nodes().stream()
                        .map(n -> n.name().equals(then.name()) ? then : n)
                        .toList());
        Set<TaskId> served = Replanned.of(scene, cluster).served(scene);
        double cards = scene.cluster().pending().stream()
                .filter(t -> served.contains(t.id()))
                .mapToDouble(t -> cards(pool, t))
                .sum();
        return new MigProof(
                served,
                cards,
                scene.book().of(Asset.of(machine.node())),
                scene.book().currency());
    }

    /** The node as it then is: cards that are cut are no whole GPUs any more. */
    private static Node then(Node node, MigPool pool, MigPlan plan) {
        TreeMap<String, Long> extended = new TreeMap<>(node.capacity().extended());
        pool.model().profiles().forEach(p -> extended.remove(p.resource()));
        plan.cuts().stream()
                .flatMap(c -> c.then().stream())
                .map(i -> i.profile().resource())
                .forEach(resource -> extended.merge(resource, 1L, Long::sum));
        Capacity had = node.capacity();
        Capacity capacity = new Capacity(had.cpu(), had.memory(), had.ephemeral(), had.pods(), extended);
        int whole = node.gpus().count() == 0 ? 0 : Math.max(0, node.gpus().count() - plan.cards());
        Gpus gpus = new Gpus(node.gpus().model(), node.gpus().memory(), whole);
        return new Node(node.name(), node.labels(), node.taints(), node.cordoned(), capacity, gpus);
    }

    private static double cards(MigPool pool, Task task) {
        double cards = 0;
        for (MigProfile profile : pool.model().profiles()) {
            cards += task.need().extended().getOrDefault(profile.resource(), 0L) * profile.share(pool.model());
        }
        return cards;
    }

    void onto(Drafting draft) {
        Money none = Money.none(currency);
        Money money =
                switch (cost) {
                    case Priced.Known known -> known.price().of(new GpuTime(Math.round(cards * Share.WHOLE) * HOUR));
                    case Priced.Unknown unknown -> null;
                };
        List<String> basis = List.of(
                switch (cost) {
                    case Priced.Known known -> known.price().toString();
                    case Priced.Unknown unknown -> unknown.toString();
                });
        Benefit benefit = new Benefit(
                0, cards, List.of(), List.copyOf(served), true, none, money, basis, money == null ? null : none);
        draft.proven(
                benefit,
                List.of(),
                "planned with the node's new layout: %d tasks that wait get a place".formatted(served.size()));
    }
}
