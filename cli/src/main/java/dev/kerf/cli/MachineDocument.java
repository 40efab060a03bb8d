package dev.kerf.cli;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Taint;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Idle;
import dev.kerf.core.overview.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node as {@code nodes -o json} prints it. */
record MachineDocument(Machine machine) {
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", machine.node().name());
        tree.put("model", machine.node().gpus().model());
        tree.put("gpus", machine.cards().size());
        tree.put("gpus_used", Figures.rounded(machine.gpusHeld()));
        tree.put("gpus_free", Figures.rounded(machine.idle().free()));
        tree.put("gpu_memory_bytes", machine.node().gpus().memory().count());
        tree.put("cards", cards());
        tree.put(
                "cpu_milli",
                ofAll(machine.cpu().milli(), machine.node().capacity().cpu().milli()));
        tree.put(
                "memory_bytes",
                ofAll(
                        machine.memory().count(),
                        machine.node().capacity().memory().count()));
        tree.put("pods", ofAll(machine.pods(), machine.node().capacity().pods()));
        tree.put("extended", extended());
        tree.put("cordoned", machine.node().cordoned());
        tree.put(
                "taints",
                machine.node().taints().stream().map(Taint::toString).sorted().toList());
        tree.put("blocked", machine.blocks());
        idle(tree, machine.idle());
        return tree;
    }

    /** What is lost of free GPUs, put into a tree. */
    static void idle(Map<String, Object> tree, Idle idle) {
        tree.put("gpus_closed", Figures.rounded(idle.closed()));
        tree.put("gpus_stranded", Figures.rounded(idle.stranded()));
        tree.put("gpus_fragmented", Figures.rounded(idle.fragmented()));
    }

    private List<Object> cards() {
        List<Object> all = new ArrayList<>();
        for (Card card : machine.cards()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("index", all.size());
            tree.put("used_milli", Share.WHOLE - card.free());
            tree.put("free_milli", card.free());
            tree.put(
                    "pods", card.holders().stream().map(MachineDocument::holder).toList());
            all.add(tree);
        }
        return all;
    }

    private static Map<String, Object> holder(Card.Holder holder) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("pod", holder.task().toString());
        tree.put("milli", holder.thousandths());
        return tree;
    }

    private List<Object> extended() {
        List<Object> all = new ArrayList<>();
        machine.extended().forEach((name, held) -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", name);
            tree.putAll(ofAll(held, machine.node().capacity().extended().getOrDefault(name, 0L)));
            all.add(tree);
        });
        return all;
    }

    private static Map<String, Object> ofAll(long held, long all) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("allocatable", all);
        tree.put("used", held);
        return tree;
    }
}
