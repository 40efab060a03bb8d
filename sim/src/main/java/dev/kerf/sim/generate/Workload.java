package dev.kerf.sim.generate;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Share;
import dev.kerf.sim.openb.EventOrder;
import dev.kerf.sim.openb.OpenbNode;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Pods drawn by what is published of Alibaba's openb trace: how many ask for no GPU, a part of one, one or several, the
 * common sizes of parts, and CPU beside them. One in twelve with a GPU asks for certain models.
 */
public final class Workload {
    private static final int NONE = 0;
    /** Pods by GPUs asked, of 8,152; -1: a part of one. */
    private static final Odds<Integer> GPUS = new Odds<Integer>()
            .with(1088, NONE)
            .with(3078, -1)
            .with(3911, 1)
            .with(16, 2)
            .with(15, 4)
            .with(44, 8);
    /** Thousandths; 0: any other size. */
    private static final Odds<Integer> PARTS = new Odds<Integer>()
            .with(22, 810)
            .with(17, 470)
            .with(13, 320)
            .with(11, 650)
            .with(9, 230)
            .with(8, 460)
            .with(20, NONE);

    private static final Odds<Integer> CORES_ALONE = new Odds<Integer>()
            .with(3, 1)
            .with(4, 2)
            .with(5, 4)
            .with(4, 8)
            .with(2, 16)
            .with(1, 32);
    private static final Odds<Integer> CORES_PER_GPU =
            new Odds<Integer>().with(3, 4).with(4, 8).with(3, 11).with(2, 12).with(1, 16);
    private static final Odds<String> MODELS = new Odds<String>()
            .with(88, "")
            .with(4, "A10-like")
            .with(3, "T4")
            .with(2, "A100")
            .with(1, "P100")
            .with(2, "V100-16GB|V100-32GB");

    private final SplittableRandom random;
    private int made;

    private Workload(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A fleet, and pods until 1.3 times its GPUs are asked for. The same seed gives the same. */
    public static OpenbTrace trace(long seed) {
        List<OpenbNode> nodes = Fleet.quarter();
        long most = nodes.stream().mapToLong(n -> n.gpus() * 1300L).sum();
        Workload workload = new Workload(seed);
        List<OpenbPod> pods = new ArrayList<>();
        long asked = 0;
        while (asked < most) {
            OpenbPod pod = workload.pod();
            pods.add(pod);
            asked += pod.demand();
        }
        int[] order = IntStream.range(0, pods.size()).toArray();
        return new OpenbTrace(nodes, pods, new EventOrder(seed, order, workload.ranks(nodes.size())));
    }

    private OpenbPod pod() {
        String name = "pod-%05d".formatted(made++);
        int gpus = GPUS.draw(random);
        if (gpus == NONE) {
            int cores = CORES_ALONE.draw(random);
            return new OpenbPod(name, Cpu.ofCores(cores), Bytes.ofGib(4L * cores), 0, 0, "");
        }
        int milli = gpus < 0 ? part() : Share.WHOLE;
        long cores = Math.max(1, Math.round(CORES_PER_GPU.draw(random) * Math.abs(gpus) * milli / 1000.0));
        long gib = 4 * cores;
        return new OpenbPod(name, Cpu.ofCores(cores), Bytes.ofGib(gib), Math.abs(gpus), milli, models(gpus));
    }

    private int part() {
        int common = PARTS.draw(random);
        return common == NONE ? 10 * random.nextInt(5, 100) : common;
    }

    /** Only models that have a node of so many GPUs are asked for. */
    private String models(int gpus) {
        return gpus > 1 ? "" : MODELS.draw(random);
    }

    private int[] ranks(int count) {
        int[] ranks = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = ranks[i];
            ranks[i] = ranks[j];
            ranks[j] = kept;
        }
        return ranks;
    }
}
