package dev.kerf.objects.node;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Taint;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.resource.Amounts;
import java.util.List;
import java.util.function.Consumer;

/** Node objects read into nodes. What is not allocatable is not counted; a field that makes no sense counts as zero. */
public final class NodeReader {
    /** What the kubelet takes unless it is told otherwise; for nodes written by hand that do not say. */
    private static final long USUAL_PODS = 110;

    private NodeReader() {}

    public static Node read(Item item, Consumer<Warning> remarks) {
        Field root = item.root();
        Field allocatable = allocatable(root.get("status"));
        Amounts amounts = Amounts.read(allocatable);
        GpuLabels labels = new GpuLabels(root.get("metadata"));
        Gpus gpus = labels.gpus(allocatable.get(Amounts.GPU), amounts.get(Amounts.GPU));
        Node node = new Node(
                item.name(),
                root.at("metadata", "labels").texts(),
                taints(root.at("spec", "taints")),
                root.at("spec", "unschedulable").flag(),
                capacity(amounts),
                gpus);
        remarks(item, allocatable, labels, gpus).forEach(remarks);
        return node;
    }

    private static Field allocatable(Field status) {
        Field allocatable = status.get("allocatable");
        return allocatable.present() ? allocatable : status.get("capacity");
    }

    private static Capacity capacity(Amounts amounts) {
        return new Capacity(
                new Cpu(amounts.get(Amounts.CPU)),
                new Bytes(amounts.get(Amounts.MEMORY)),
                amounts.has(Amounts.EPHEMERAL) ? new Bytes(amounts.get(Amounts.EPHEMERAL)) : Capacity.UNSTATED,
                amounts.has(Amounts.PODS) ? amounts.get(Amounts.PODS) : USUAL_PODS,
                amounts.extended());
    }

    private static List<Warning> remarks(Item item, Field allocatable, GpuLabels labels, Gpus gpus) {
        if (!allocatable.present()) {
            String message = "states nothing allocatable, so nothing fits on it; give it status.allocatable";
            return List.of(item.warning(item.origin().line(), message));
        }
        if (gpus.count() > 0 && labels.replicas() > 1) {
            String message = "shares each GPU among " + labels.replicas()
                    + " replicas; one replica counts as a GPU here, and a fraction is a fraction of a replica";
            return List.of(item.warning(allocatable.line(), message));
        }
        return List.of();
    }

    private static List<Taint> taints(Field list) {
        return list.items().stream()
                .map(t -> new Taint(t.get("key").text(), t.get("value").text(), effect(t.get("effect"))))
                .toList();
    }

    /** An effect that nobody knows keeps pods away rather than letting them in. */
    private static Taint.Effect effect(Field field) {
        return switch (field.text()) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> {
                field.wrong(Field.quoted(field.text())
                        + " is none of NoSchedule, PreferNoSchedule and NoExecute; taken as NoSchedule");
                yield Taint.Effect.NO_SCHEDULE;
            }
        };
    }
}
