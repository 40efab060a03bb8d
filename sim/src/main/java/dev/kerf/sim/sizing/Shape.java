package dev.kerf.sim.sizing;

import java.util.List;
import java.util.SplittableRandom;

/** A kind of load, made up after a published one. */
public interface Shape {
    String name();

    /** So many services, each four weeks of what it uses of one GPU, 0 to 1; the same for the same seed. */
    List<double[]> services(int count, long seed);

    /** The shapes of the folder's traces. */
    static List<Shape> all(ShapeFolder folder) {
        return List.of(new AcmeShape(folder), new GenaiShape(folder), new AzureShape(folder));
    }

    /** A stream of its own for each service. */
    static SplittableRandom random(long seed, int service) {
        return new SplittableRandom(seed * 1_000_003 + service);
    }
}
