package dev.kerf.fakecluster.control;

import static dev.kerf.fakecluster.schema.Trees.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.select.LabelMatch;
import dev.kerf.fakecluster.store.Stored;
import java.util.List;

/** How many of its pods each budget can do without. */
final class Budgets implements Controller {
    private static final String RESOURCE = "poddisruptionbudgets.policy";
    private final World world;

    Budgets(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored budget) {
        var selector = LabelMatch.of(at(budget.tree(), "spec", "selector"));
        List<Stored> pods = world.list("pods", budget.namespace()).stream()
                .filter(PodState::active)
                .filter(pod -> selector.test(Trees.texts(at(pod.tree(), "metadata", "labels"))))
                .toList();
        int expected = pods.size();
        int healthy = PodState.count(pods, PodState::ready);
        int desired = desired(budget, expected);
        int allowed = expected == 0 ? 0 : Math.max(0, healthy - desired);
        ObjectNode status = Trees.object()
                .put("expectedPods", expected)
                .put("currentHealthy", healthy)
                .put("desiredHealthy", desired)
                .put("disruptionsAllowed", allowed);
        JsonNode before = at(budget.tree(), "status", "conditions");
        if (before.isArray()) {
            status.set("conditions", before.deepCopy());
        }
        world.condition(
                status, "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
        world.status(budget, RESOURCE, status);
    }

    private static int desired(Stored budget, int expected) {
        JsonNode most = at(budget.tree(), "spec", "maxUnavailable");
        if (!most.isMissingNode()) {
            return Math.max(0, expected - part(most, expected));
        }
        return part(at(budget.tree(), "spec", "minAvailable"), expected);
    }

    private static int part(JsonNode amount, int of) {
        String text = amount.asText("1");
        if (!text.endsWith("%")) {
            return amount.isMissingNode() ? 1 : amount.asInt();
        }
        return (of * Integer.parseInt(text.substring(0, text.length() - 1)) + 99) / 100;
    }
}
