package dev.kerf.sim.bound;

import dev.kerf.sim.bound.Instance.Seat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices that prove a bound: by weak duality, prices under which no pod and no GPU pattern earns anything make what all
 * pods and nodes cost together an upper bound.
 *
 * <p>Prices are integers, {@link #SCALE} to the GPU. Whatever a floating-point solver proposes, the GPU price is raised
 * to the dearest pattern and each pod's price to what it would still earn, in exact arithmetic; the sum is then a bound
 * without any tolerance.
 */
final class DualPoint {

    static final long SCALE = 1L << 40;

    private final Instance instance;
    final ShapePrice[] shapes;
    final long[] pods;

    /** Prices of one shape: of a GPU, a milli-core, a MiB, a node as the home of a lone pod, and each share size. */
    record ShapePrice(long gpu, long cpu, long memory, long lone, long[] shares) {

        private ShapePrice withGpuAtLeast(long price) {
            return price <= gpu ? this : new ShapePrice(price, cpu, memory, lone, shares);
        }
    }

    private DualPoint(Instance instance, ShapePrice[] shapes) {
        this.instance = instance;
        this.shapes = shapes;
        this.pods = new long[instance.pods().size()];
        instance.seats().forEach(seat -> pods[seat.pod()] = Math.max(pods[seat.pod()], earns(seat)));
    }

    /** The nearest prices to the proposed ones under which nothing earns anything. */
    static DualPoint repaired(Instance instance, List<ShapePrice> proposed) {
        ShapePrice[] shapes = proposed.stream()
                .map(price -> price.withGpuAtLeast(
                        ShareKnapsack.solve(instance.shares(), price.shares()).best()))
                .toArray(ShapePrice[]::new);
        return new DualPoint(instance, shapes);
    }

    /** Prices of nothing: the bound is what all the pods that fit anywhere ask for. */
    static DualPoint free(Instance instance) {
        ShapePrice nothing =
                new ShapePrice(0, 0, 0, 0, new long[instance.shares().size()]);
        return repaired(
                instance, instance.shapes().stream().map(shape -> nothing).toList());
    }

    static long scaled(double price) {
        return Math.max(0, Math.round(price * SCALE));
    }

    private long earns(Seat seat) {
        PodDemand pod = instance.pod(seat);
        ShapePrice price = shapes[seat.shape()];
        long value = Math.ceilDiv(Math.multiplyExact(pod.milli(), SCALE), PodDemand.WHOLE);
        long cost = Math.addExact(
                Math.multiplyExact(pod.cpuMilli(), price.cpu), Math.multiplyExact(pod.memoryMib(), price.memory));
        long gpuCost = seat.share() >= 0 ? price.shares[seat.share()] : Math.multiplyExact(pod.gpus(), price.gpu);
        long loneCost = instance.alone(seat) ? price.lone : 0;
        return value - Math.addExact(cost, Math.addExact(gpuCost, loneCost));
    }

    /** The bound in GPUs, rounded up. */
    double bound() {
        BigInteger sum = BigInteger.ZERO;
        for (int pod = 0; pod < pods.length; pod++) {
            sum = sum.add(product(instance.pods().get(pod).count(), pods[pod]));
        }
        for (int shape = 0; shape < shapes.length; shape++) {
            sum = sum.add(cost(instance.shapes().get(shape), shapes[shape]));
        }
        BigDecimal exact = new BigDecimal(sum).divide(BigDecimal.valueOf(SCALE));
        double near = exact.doubleValue();
        return new BigDecimal(near).compareTo(exact) < 0 ? Math.nextUp(near) : near;
    }

    private static BigInteger cost(NodeShape nodes, ShapePrice price) {
        return product(nodes.totalGpus(), price.gpu)
                .add(product(nodes.totalCpuMilli(), price.cpu))
                .add(product(nodes.totalMemoryMib(), price.memory))
                .add(product(nodes.count(), price.lone));
    }

    private static BigInteger product(long amount, long price) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(price));
    }

    Prices prices() {
        Map<PodDemand, Double> podPrices = new HashMap<>();
        for (int pod = 0; pod < pods.length; pod++) {
            podPrices.put(instance.pods().get(pod).one(), gpus(pods[pod]));
        }
        Map<NodeShape, Prices.Resources> shapePrices = new HashMap<>();
        for (int shape = 0; shape < shapes.length; shape++) {
            ShapePrice price = shapes[shape];
            shapePrices.put(
                    instance.shapes().get(shape).one(),
                    new Prices.Resources(gpus(price.gpu), gpus(price.cpu), gpus(price.memory)));
        }
        return new Prices(podPrices, shapePrices);
    }

    private static double gpus(long price) {
        return (double) price / SCALE;
    }
}
