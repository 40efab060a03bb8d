package dev.kerf.sim.generate;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.sim.openb.OpenbNode;
import java.util.ArrayList;
import java.util.List;

/** A fleet with the shapes and proportions of the published one (1,213 nodes), a quarter of its size. */
final class Fleet {
    private final List<OpenbNode> nodes = new ArrayList<>();

    private Fleet() {}

    /** 300 nodes with 1,533 GPUs of six models. */
    static List<OpenbNode> quarter() {
        Fleet fleet = new Fleet();
        fleet.add(135, "A10-like", 8, 96, 384);
        fleet.add(97, "T4", 2, 104, 512);
        fleet.add(4, "T4", 4, 96, 384);
        fleet.add(10, "A100", 8, 128, 768);
        fleet.add(27, "P100", 2, 16, 120);
        fleet.add(6, "P100", 2, 64, 256);
        fleet.add(5, "V100-16GB", 1, 8, 60);
        fleet.add(7, "V100-16GB", 4, 32, 240);
        fleet.add(2, "V100-16GB", 8, 64, 480);
        fleet.add(5, "V100-32GB", 8, 96, 768);
        fleet.add(2, "V100-32GB", 4, 48, 368);
        return List.copyOf(fleet.nodes);
    }

    private void add(int count, String model, int gpus, int cores, int gib) {
        for (int i = 0; i < count; i++) {
            String serial = "node-%04d".formatted(nodes.size());
            nodes.add(new OpenbNode(serial, Cpu.ofCores(cores), Bytes.ofGib(gib), gpus, model));
        }
    }
}
