package dev.kerf.core.snapshot;

import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All nodes of a snapshot by number, in name order, their shapes and where their devices stand in the device arrays. */
final class NodeTable {
    /** A node's devices are held as the bits of a long. */
    static final int MOST_DEVICES = 64;

    /** Machines of one kind report memory that differs by some pages; whole GiB tell kinds apart. */
    private static final int GIB = 30;

    final List<Node> nodes;
    final Map<String, Integer> numbers;
    final int[] firstDevice;
    final int[] groupOf;
    final int[] positionInGroup;
    final List<Group> groups;
    final int[] capacityOf;

    NodeTable(List<Node> given) {
        this.nodes = given.stream().sorted(Comparator.comparing(Node::name)).toList();
        this.numbers = number(nodes);
        this.firstDevice = new int[nodes.size() + 1];
        for (int n = 0; n < nodes.size(); n++) {
            firstDevice[n + 1] = firstDevice[n] + deviceCount(nodes.get(n));
        }
        this.groupOf = new int[nodes.size()];
        this.positionInGroup = new int[nodes.size()];
        this.groups = group();
        this.capacityOf = capacities();
    }

    private int[] capacities() {
        Map<Capacity, Integer> known = new HashMap<>();
        return nodes.stream()
                .mapToInt(n -> known.computeIfAbsent(n.capacity(), c -> known.size()))
                .toArray();
    }

    private static Map<String, Integer> number(List<Node> nodes) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int n = 0; n < nodes.size(); n++) {
            if (numbers.put(nodes.get(n).name(), n) != null) {
                throw new IllegalArgumentException(
                        "two nodes are named " + nodes.get(n).name());
            }
        }
        return numbers;
    }

    private static int deviceCount(Node node) {
        int count = node.gpus().count();
        if (count > MOST_DEVICES) {
            throw new IllegalArgumentException(
                    "node " + node.name() + " has " + count + " GPUs; at most " + MOST_DEVICES + " are supported");
        }
        return count;
    }

    private List<Group> group() {
        record Shape(Gpus gpus, long cpuMilli, long memoryGib) {}
        Map<Shape, List<Integer>> members = new LinkedHashMap<>();
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            Capacity capacity = node.capacity();
            Shape shape = new Shape(
                    node.gpus(), capacity.cpu().milli(), capacity.memory().count() >> GIB);
            members.computeIfAbsent(shape, s -> new ArrayList<>()).add(n);
        }
        List<Group> found = new ArrayList<>();
        members.forEach((shape, list) -> {
            for (int i = 0; i < list.size(); i++) {
                groupOf[list.get(i)] = found.size();
                positionInGroup[list.get(i)] = i;
            }
            int[] numbersInGroup = list.stream().mapToInt(Integer::intValue).toArray();
            found.add(new Group(found.size(), numbersInGroup, shape.gpus()));
        });
        return List.copyOf(found);
    }
}
