package dev.kerf.cli;

import dev.kerf.core.account.QueueState;
import dev.kerf.core.fit.Verdict;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.why.Change;
import dev.kerf.core.why.GangWhy;
import dev.kerf.core.why.Why;
import dev.kerf.objects.share.QueueCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to "why", as {@code why -o json} prints it.
 *
 * @param object  asked about, {@code pod/NAME}, {@code podgroup/NAME} or {@code queue/NAME}
 * @param namespace its own
 * @param state   running, bound, pending or never, as a plan has it
 * @param fit     of it
 * @param node    its node; empty: none
 * @param reason  code and arguments
 * @param message the sentence; the reason's own unless the pod's condition has another for now
 * @param nodes   what befell the nodes
 * @param unblock what would let it in
 */
record WhyDocument(
        String object,
        String namespace,
        String state,
        Fit fit,
        String node,
        Reason reason,
        String message,
        List<Verdict.RuledOut> nodes,
        List<Change> unblock) {
    /** Of a pod that waits. */
    static WhyDocument of(Why why) {
        Decision decision = why.decision();
        String state = decision instanceof Decision.Bind ? "bound" : why.fit() == Fit.NEVER ? "never" : "pending";
        String node = decision instanceof Decision.Bind bind ? bind.node() : "";
        return new WhyDocument(
                "pod/" + decision.task().name(),
                decision.task().namespace(),
                state,
                why.fit(),
                node,
                decision.reason(),
                decision.reason().message(),
                why.nodes(),
                why.unblock());
    }

    /** Of a pod that stands. */
    static WhyDocument of(Placement placement) {
        Reason reason = Reason.of(Code.STANDING, "node", placement.node());
        TaskId id = placement.task().id();
        return new WhyDocument(
                "pod/" + id.name(),
                id.namespace(),
                "running",
                Fit.FITS,
                placement.node(),
                reason,
                reason.message(),
                List.of(),
                List.of());
    }

    /** Of a PodGroup. */
    static WhyDocument of(String name, GangWhy why) {
        GangVerdict verdict = why.verdict();
        return new WhyDocument(
                "podgroup/" + name,
                verdict.part().namespace(),
                PlanDocument.state(verdict),
                verdict.fit(),
                "",
                verdict.reason(),
                verdict.reason().message(),
                why.nodes(),
                why.unblock());
    }

    /**
     * Of a queue.
     *
     * @param state what it has come to; null: it has no place among the queues
     */
    static WhyDocument of(QueueCondition condition, @Nullable QueueState state) {
        Reason reason = condition.reason(state);
        return new WhyDocument(
                "queue/" + condition.object().name(),
                "",
                state == null ? "never" : state.pending() > 0 ? "pending" : "running",
                state == null ? Fit.NEVER : state.pending() > 0 ? Fit.NOT_NOW : Fit.FITS,
                "",
                reason,
                reason.message(),
                List.of(),
                List.of());
    }

    WhyDocument saying(String other) {
        return new WhyDocument(object, namespace, state, fit, node, reason, other, nodes, unblock);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("object", object);
        tree.put("namespace", namespace);
        tree.put("state", state);
        tree.put("fit", fit.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        tree.put("node", node);
        tree.put("code", reason.code().name());
        tree.put("args", reason.args());
        tree.put("message", message);
        tree.put("nodes", nodes.stream().map(WhyDocument::ruledOut).toList());
        tree.put("unblock", unblock.stream().map(WhyDocument::change).toList());
        return tree;
    }

    private static Map<String, Object> ruledOut(Verdict.RuledOut nodes) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("reason", nodes.why());
        tree.put("count", nodes.count());
        return tree;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("change", change.word());
        tree.put("message", change.message());
        return tree;
    }
}
