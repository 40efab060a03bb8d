package dev.kerf.contest;

import java.util.List;
import java.util.Optional;

/**
 * What contenders are given: so many nodes of eight GPUs and so many pods of one GPU, one CPU and 4 GiB.
 *
 * @param name   {@code fill-500}
 * @param taken  GPUs that somebody else holds
 * @param before whether the pods are there before the scheduler is started, whose start then counts; else they are
 *               created while it runs
 * @param gang   whether the pods are one PodGroup of which all must run
 */
public record Shape(String name, int nodes, int taken, int pods, boolean before, boolean gang) {
    /** GPUs of a node. */
    static final int GPUS = 8;

    /** All there are, the ones of the targets first. */
    public static final List<Shape> ALL = List.of(
            new Shape("fill-500", 500, 0, 4000, true, false),
            new Shape("online-500", 500, 0, 4000, false, false),
            new Shape("online-5000", 5000, 0, 4000, false, false),
            new Shape("gang-512", 500, 0, 512, false, true),
            new Shape("no-80-79", 10, 1, 80, false, true),
            new Shape("fill-5000", 5000, 0, 5000, true, false));

    /** What is measured unless somebody says otherwise. */
    public static final List<String> USUAL = List.of("fill-500", "online-500", "online-5000", "gang-512", "no-80-79");

    /** The shape of that name. */
    public static Optional<Shape> named(String name) {
        return ALL.stream().filter(shape -> shape.name().equals(name)).findFirst();
    }

    /** Whether there is room for all; where there is not, what counts is when the contender says so. */
    boolean fits() {
        return nodes * GPUS - taken >= pods;
    }
}
