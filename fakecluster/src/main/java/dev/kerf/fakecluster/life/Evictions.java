package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.select.LabelMatch;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pods sent away, as far as the budgets of disruption allow. */
public final class Evictions {
    private static final String BUDGETS = "poddisruptionbudgets.policy";
    private static final String STATUS = "status";
    private static final String REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";
    private final Registry registry;
    private final Kind budgets;

    public Evictions(Registry registry) {
        this.registry = registry;
        this.budgets = Objects.requireNonNull(registry.kinds().resource(BUDGETS));
    }

    /** Evicts, or refuses with 429 where a budget says so. */
    public void evict(Kind pods, String namespace, String name, DeleteOptions options) {
        registry.store().alone(() -> {
            Stored pod = registry.get(pods, namespace, name);
            if (!pod.tree().path("metadata").has("deletionTimestamp") && counts(pod.tree())) {
                spend(pod, options.dryRun());
            }
            return registry.delete(pods, namespace, name, options);
        });
    }

    /** One that does not run yet, or no more, disturbs nobody by going. */
    private static boolean counts(ObjectNode pod) {
        return Trees.text(pod, STATUS, "phase").equals("Running");
    }

    private void spend(Stored pod, boolean dryRun) {
        Map<String, String> labels = Trees.texts(Trees.at(pod.tree(), "metadata", "labels"));
        List<Stored> all = registry.store().list(BUDGETS, pod.namespace()).objects().stream()
                .filter(each ->
                        LabelMatch.of(Trees.at(each.tree(), "spec", "selector")).test(labels))
                .toList();
        if (all.size() > 1) {
            throw Refusal.broken(
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
                            + " support.");
        }
        if (!all.isEmpty()) {
            spend(all.getFirst(), pod.name(), dryRun);
        }
    }

    private void spend(Stored budget, String pod, boolean dryRun) {
        ObjectNode status = Trees.within(budget.tree().deepCopy(), STATUS);
        long seen = status.path("observedGeneration").asLong(0);
        if (seen < Trees.at(budget.tree(), "metadata", "generation").asLong(0)) {
            throw Refusal.disrupted(
                    REFUSED, "The disruption budget " + budget.name() + " is still being processed by the server.");
        }
        int allowed = status.path("disruptionsAllowed").asInt(0);
        if (allowed <= 0) {
            throw Refusal.disrupted(
                    REFUSED,
                    "The disruption budget " + budget.name() + " needs "
                            + status.path("desiredHealthy").asInt(0) + " healthy pods and has "
                            + status.path("currentHealthy").asInt(0) + " currently");
        }
        if (dryRun) {
            return;
        }
        registry.update(
                budgets,
                budget.namespace(),
                budget.name(),
                Part.ANY,
                tree -> {
                    ObjectNode spent = Trees.within(tree, STATUS).put("disruptionsAllowed", allowed - 1);
                    Trees.within(spent, "disruptedPods").put(pod, registry.now());
                    return tree;
                },
                Options.OWN);
    }
}
