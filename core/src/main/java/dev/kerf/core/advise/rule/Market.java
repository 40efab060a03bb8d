package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.card.CardModel;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.Priced;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The models of GPU that a cluster has and that have a price: which would be cheaper for a workload, and what that saves. */
final class Market {
    private Market() {}

    static @Nullable CardModel model(Node node) {
        return CardModel.of(node.gpus().model(), node.gpus().memory());
    }

    static @Nullable Price price(Scene scene, Node node) {
        return scene.book().of(Asset.of(node)) instanceof Priced.Known known ? known.price() : null;
    }

    /** The cheapest candidate for its speed that does and costs less than the present one; null: there is none. */
    static SmallerCard.@Nullable Candidate best(
            Scene scene, SmallerCard.Candidate present, SmallerCard.Wants wants, double busy) {
        return scene.machines().stream()
                .map(m -> candidate(scene, m, present, wants))
                .filter(c -> c != null && c.activity() <= busy && does(c, wants))
                .map(java.util.Objects::requireNonNull)
                .filter(c -> c.price().perGpu().compareTo(present.price().perGpu()) < 0)
                .min(Comparator.comparingDouble(SmallerCard.Candidate::cost)
                        .thenComparing(c -> c.node().name()))
                .orElse(null);
    }

    private static SmallerCard.@Nullable Candidate candidate(
            Scene scene, Machine machine, SmallerCard.Candidate present, SmallerCard.Wants wants) {
        CardModel model = model(machine.node());
        Price price = price(scene, machine.node());
        if (model == null
                || price == null
                || model == present.model()
                || machine.cards().size() < wants.devices()) {
            return null;
        }
        double speed = model.against(present.model());
        return new SmallerCard.Candidate(machine.node(), model, price, speed, wants.activity() / speed);
    }

    private static boolean does(SmallerCard.Candidate candidate, SmallerCard.Wants wants) {
        return candidate.node().gpus().memory().count() >= wants.bytes()
                && candidate.model().features().containsAll(wants.features());
    }

    /** Plans the workload on cards of the other model alone. */
    static void prove(
            Scene scene, Work work, SmallerCard.Candidate present, SmallerCard.Candidate best, Drafting draft) {
        String product = best.node().gpus().model();
        Set<TaskId> ids = work.ids();
        List<Task> moving = work.placements().stream()
                .map(p -> p.task().withConstraints(p.task().constraints().withGpuModels(Set.of(product))))
                .toList();
        List<Placement> staying = scene.cluster().placed().stream()
                .filter(p -> !ids.contains(p.task().id()))
                .toList();
        Cluster cluster = scene.cluster().withTasks(moving, staying);
        boolean placed = Replanned.of(scene, cluster).places(ids);
        draft.guard(
                "cards-of-the-model-free",
                placed,
                placed
                        ? "the planner has a place on " + product + " for all its pods"
                        : "the planner has no place on " + product + " for all its pods");
        Set<String> empty = placed ? emptied(work, staying) : Set.of();
        draft.proven(benefit(scene, work, present, best, empty), List.of(), "planned with its pods on " + product);
    }

    private static Set<String> emptied(Work work, List<Placement> staying) {
        Set<String> left = new TreeSet<>();
        work.placements().forEach(p -> left.add(p.node()));
        staying.stream().filter(p -> !p.task().ofItsNode()).map(Placement::node).forEach(left::remove);
        return left;
    }

    /** In theory the difference of the prices; really the nodes that go. */
    private static Benefit benefit(
            Scene scene, Work work, SmallerCard.Candidate present, SmallerCard.Candidate best, Set<String> empty) {
        int cards = work.first().need().gpu().devices() * work.placements().size();
        Money theory =
                present.price().of(Price.gpuHours(cards)).minus(best.price().of(Price.gpuHours(cards)));
        int returned = scene.machines().stream()
                .filter(m -> empty.contains(m.node().name()))
                .mapToInt(m -> m.cards().size())
                .sum();
        Money real = present.price().of(Price.gpuHours(returned));
        return new Benefit(
                0,
                returned,
                List.copyOf(empty),
                List.of(),
                true,
                theory,
                real,
                List.of(present.price().toString(), best.price().toString()),
                real);
    }
}
