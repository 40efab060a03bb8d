package dev.kerf.sim.bound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One bound to find: kinds of GPU pods, node shapes, and every pair of them that fits.
 *
 * <p>CPU-only pods are left out: they allocate no GPU, and a bound without them holds with them as well.
 */
record Instance(List<PodDemand> pods, List<NodeShape> shapes, List<Integer> shares, List<Seat> seats) {

    /** A kind of pod on a shape of node that can hold it; {@code share} is -1 for whole GPUs. */
    record Seat(int pod, int shape, int share) {}

    static Instance of(List<PodDemand> demands, List<NodeShape> nodes) {
        List<PodDemand> pods =
                mergePods(demands.stream().filter(PodDemand::needsGpu).toList());
        List<NodeShape> shapes =
                mergeNodes(nodes.stream().filter(node -> node.gpus() > 0).toList());
        List<Integer> shares = pods.stream()
                .filter(PodDemand::isShare)
                .map(PodDemand::gpuMilli)
                .distinct()
                .sorted()
                .toList();
        return new Instance(pods, shapes, shares, seats(pods, shapes, shares));
    }

    static List<PodDemand> mergePods(List<PodDemand> demands) {
        Map<PodDemand, Integer> counts = new LinkedHashMap<>();
        demands.forEach(demand -> counts.merge(demand.one(), demand.count(), Math::addExact));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().times(entry.getValue()))
                .toList();
    }

    private static List<NodeShape> mergeNodes(List<NodeShape> nodes) {
        Map<NodeShape, Integer> counts = new LinkedHashMap<>();
        nodes.forEach(node -> counts.merge(node.one(), node.count(), Math::addExact));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().times(entry.getValue()))
                .toList();
    }

    private static List<Seat> seats(List<PodDemand> pods, List<NodeShape> shapes, List<Integer> shares) {
        List<Seat> seats = new ArrayList<>();
        for (int pod = 0; pod < pods.size(); pod++) {
            PodDemand demand = pods.get(pod);
            int share = demand.isShare() ? shares.indexOf(demand.gpuMilli()) : -1;
            for (int shape = 0; shape < shapes.size(); shape++) {
                if (demand.fits(shapes.get(shape))) {
                    seats.add(new Seat(pod, shape, share));
                }
            }
        }
        return seats;
    }

    PodDemand pod(Seat seat) {
        return pods.get(seat.pod());
    }

    NodeShape shape(Seat seat) {
        return shapes.get(seat.shape());
    }

    boolean alone(Seat seat) {
        return pod(seat).aloneOn(shape(seat));
    }
}
