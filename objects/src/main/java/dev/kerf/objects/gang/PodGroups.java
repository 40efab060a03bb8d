package dev.kerf.objects.gang;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TopologyAsk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PodGroups: Kubernetes' own (scheduling.k8s.io, v1beta1 and v1alpha3 alike, v1alpha2 as far as it goes), and those of KAI,
 * Volcano and the coscheduling plugin. The one place that knows how any of them is written.
 */
final class PodGroups {
    /** KAI's PodGroups, in the names of gangs. */
    static final String KAI = "PodGroup.scheduling.run.ai";

    private static final String GANG = "kerf.dev/gang";

    private PodGroups() {}

    static GangDraft read(Item item, String namespace) {
        return switch (item.group()) {
            case "scheduling.run.ai" -> kai(new GangForm(item, namespace, KAI));
            case "scheduling.volcano.sh" -> volcano(new GangForm(item, namespace, "PodGroup.scheduling.volcano.sh"));
            case "scheduling.x-k8s.io", "scheduling.sigs.k8s.io" ->
                coscheduling(new GangForm(item, namespace, "PodGroup.scheduling.x-k8s.io"));
            default -> inTree(new GangForm(item, namespace, "PodGroup"));
        };
    }

    private static GangDraft inTree(GangForm form) {
        Field policy = form.spec().get("schedulingPolicy");
        Field gang = policy.get("gang");
        if (!gang.present() && !policy.get("basic").present()) {
            policy.wrong("says neither basic nor gang");
        }
        int min = gang.present() ? GangForm.count(gang.get("minCount"), 1, 1) : 1;
        if (gang.present() && !gang.get("minCount").present()) {
            gang.get("minCount").wrong("is missing; say how many pods start together");
        }
        return form.flat(min, parent(form));
    }

    static GangDraft composite(GangForm form) {
        Field gang = form.spec().at("schedulingPolicy", "gang");
        int min = gang.present() ? GangForm.count(gang.get("minGroupCount"), 1, 1) : 1;
        PartDraft whole = new PartDraft("", 0, min, List.of());
        return form.draft(GangDraft.Form.COMPOSITE, whole, false, parent(form));
    }

    /** The composite comes before the annotation. */
    private static @Nullable PartId parent(GangForm form) {
        String composite = form.spec().get("parentCompositePodGroupName").text();
        String gang = form.metadata().get("annotations").get(GANG).text();
        if (!composite.isEmpty()) {
            return new PartId(form.namespace(), "CompositePodGroup/" + composite);
        }
        return gang.isEmpty() ? null : new PartId(form.namespace(), Gangs.ANNOTATED + gang);
    }

    private static GangDraft kai(GangForm form) {
        Field spec = form.spec();
        List<Field> groups = spec.get("subGroups").items();
        if (spec.get("minMember").present() && spec.get("minSubGroup").present()) {
            spec.get("minSubGroup").wrong("stands beside minMember; say one of them");
        }
        if (groups.isEmpty()) {
            return form.flat(GangForm.count(spec.get("minMember"), 1, 0), null);
        }
        Map<String, List<Field>> below = new HashMap<>();
        groups.forEach(g -> below.computeIfAbsent(g.get("parent").text(), p -> new ArrayList<>())
                .add(g));
        List<PartDraft> parts = below.getOrDefault("", List.of()).stream()
                .map(g -> subGroup(g, below))
                .toList();
        int minParts = GangForm.count(spec.get("minSubGroup"), parts.size(), 0);
        if (minParts > parts.size()) {
            spec.get("minSubGroup").wrong("“" + minParts + "” is more than its " + parts.size() + " subGroups");
        }
        int minTasks = GangForm.count(spec.get("minMember"), 0, 0);
        return form.draft(
                GangDraft.Form.TOGETHER,
                new PartDraft("", minTasks, Math.min(minParts, parts.size()), parts),
                false,
                null);
    }

    private static PartDraft subGroup(Field group, Map<String, List<Field>> below) {
        String name = group.get("name").text();
        TopologyAsk topology = TopologyAsk.kai(group.get("topologyConstraint"));
        // Taken out, so that subGroups that are each other's parents end here.
        List<Field> inner = below.remove(name);
        if (inner == null) {
            return PartDraft.of(name, GangForm.count(group.get("minMember"), 1, 0))
                    .with(topology);
        }
        List<PartDraft> parts = inner.stream().map(g -> subGroup(g, below)).toList();
        int min = GangForm.count(group.get("minSubGroup"), parts.size(), 0);
        return new PartDraft(name, 0, Math.min(min, parts.size()), parts, topology);
    }

    private static GangDraft volcano(GangForm form) {
        int min = GangForm.count(form.spec().get("minMember"), 1, 0);
        List<PartDraft> parts = new ArrayList<>();
        form.spec()
                .get("minTaskMember")
                .entries()
                .forEach((task, field) -> parts.add(PartDraft.of(task, GangForm.count(field, 0, 0))));
        int each = parts.stream().mapToInt(PartDraft::minTasks).sum();
        if (min > 0 && each > min) {
            form.spec().get("minMember").wrong("“" + min + "” is less than the " + each + " of minTaskMember together");
        }
        return form.draft(GangDraft.Form.TOGETHER, new PartDraft("", min, parts.size(), parts), true, null);
    }

    private static GangDraft coscheduling(GangForm form) {
        return form.flat(GangForm.count(form.spec().get("minMember"), 1, 1), null);
    }
}
