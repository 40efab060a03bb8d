package dev.kerf.objects.pod;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Need;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Problem;
import dev.kerf.objects.resource.Amounts;
import dev.kerf.objects.selector.Selectors;
import dev.kerf.objects.volume.VolumeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pod, or the template in its owner, says of itself. What makes no sense in it becomes a refusal. */
public final class SpecReader {
    private static final String ANNOTATIONS = "annotations.";
    private final Item item;
    private final Field metadata;
    private final Field spec;
    private final Map<String, String> labels;

    /** @param pod the object's root, or the template inside it */
    public SpecReader(Item item, Field pod) {
        this.item = item;
        this.metadata = pod.get("metadata");
        this.spec = pod.get("spec");
        this.labels = metadata.get("labels").texts();
    }

    /** @param status of a pod that stands on a node; absent otherwise */
    public SpecDraft read(Field status) {
        Amounts total = new Requests(spec, status).total();
        GpuAsk gpu = GpuAsk.of(metadata.get("annotations"), spec, total.get(Amounts.GPU));
        PodRules pods = new PodRules(spec, labels);
        return new SpecDraft(
                scheduler(),
                need(total, gpu),
                constraints(pods),
                pods.near(),
                pods.away(),
                pods.preferences(),
                VolumeUse.ofPod(spec),
                priority(spec.get("priority")),
                spec.get("priorityClassName").text(),
                refusals(gpu));
    }

    private static @Nullable Integer priority(Field field) {
        return field.present() ? (Integer) field.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
    }

    private String scheduler() {
        Field name = spec.get("schedulerName");
        return name.text().isEmpty() ? "default-scheduler" : name.text();
    }

    private static Need need(Amounts total, GpuAsk gpu) {
        return new Need(
                new Cpu(total.get(Amounts.CPU)),
                new Bytes(total.get(Amounts.MEMORY)),
                new Bytes(total.get(Amounts.EPHEMERAL)),
                total.extended(),
                gpu.need());
    }

    private Constraints constraints(PodRules pods) {
        NodeRules nodes = new NodeRules(spec);
        return new Constraints(
                Selectors.equalities(spec.get("nodeSelector")),
                nodes.affinity(),
                nodes.preferences(),
                nodes.tolerations(),
                Set.of(),
                List.of(),
                nodes.hostPorts(),
                List.of(),
                List.of(),
                List.of(),
                pods.spreads());
    }

    /** Asked last, when all problems of the object are known. */
    private List<Reason> refusals(GpuAsk gpu) {
        List<Reason> all = new ArrayList<>(gpu.refusals());
        Field gates = spec.get("schedulingGates");
        if (!gates.items().isEmpty()) {
            all.add(Reason.of(Code.GATED, "gates", names(gates)));
        }
        Field claims = spec.get("resourceClaims");
        if (!claims.items().isEmpty()) {
            all.add(Reason.of(Code.RESOURCE_CLAIMS, "claims", names(claims)));
        }
        item.problems().forEach(p -> all.add(refusal(p)));
        return all;
    }

    static Reason refusal(Problem problem) {
        return Reason.of(Code.INVALID, "field", shortened(problem.field()), "problem", problem.text());
    }

    private static String shortened(String path) {
        int annotation = path.indexOf(ANNOTATIONS);
        return annotation < 0 ? path : path.substring(annotation + ANNOTATIONS.length());
    }

    private static String names(Field list) {
        return list.items().stream().map(each -> each.get("name").text()).collect(Collectors.joining(", "));
    }
}
