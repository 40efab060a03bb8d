package dev.kerf.observe.store;

import dev.kerf.core.use.Container;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has a number: seats, GPUs and nodes, whose numbers are not shared, and containers. Numbers are given in order, within the
 * change that writes them, so what another process numbered is what has higher ones.
 */
final class Subjects {
    private final Database database;
    private final Map<Seat, Integer> seats = new HashMap<>();
    private final Map<Seat, Long> began = new HashMap<>();
    private final Map<Gpu, Integer> gpus = new HashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();
    private final SortedMap<Container, Integer> containers = new TreeMap<>();
    private final SortedMap<String, List<Seat>> workloads = new TreeMap<>();
    private Known known = new Known(0, 0, 0, 0);

    Subjects(Database database) {
        this.database = database;
        refresh();
    }

    /** Reads what got a number since it was last read, by another process too. */
    synchronized void refresh() {
        database.query(
                Sql.of(
                        "SELECT id, namespace, workload, pod, container, device, began FROM seat WHERE id >= ?",
                        known.seat()),
                row -> know(seat(row), row.getInt(1), row.getLong(7)));
        database.query(
                Sql.of("SELECT id, node, place, name, model FROM gpu WHERE id >= ?", known.gpu()),
                row -> know(
                        new Gpu(row.getString(2), row.getInt(3), row.getString(4), row.getString(5)), row.getInt(1)));
        database.query(
                Sql.of("SELECT id, name FROM node WHERE id >= ?", known.node()),
                row -> know(row.getString(2), row.getInt(1)));
        database.query(
                Sql.of("SELECT id, namespace, workload, name FROM container WHERE id >= ?", known.container()),
                row -> know(new Container(row.getString(2), row.getString(3), row.getString(4)), row.getInt(1)));
    }

    private static Seat seat(ResultSet row) throws SQLException {
        return new Seat(row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
    }

    /**
     * Up to which numbers all is known. Of each by itself: what another process writes may come to be seen between two
     * questions.
     */
    record Known(int seat, int gpu, int node, int container) {}

    synchronized Known known() {
        return known;
    }

    /** Forgets what got a number since, where it was not kept. */
    synchronized void backTo(Known before) {
        known = before;
        seats.values().removeIf(id -> id >= before.seat());
        gpus.values().removeIf(id -> id >= before.gpu());
        nodes.values().removeIf(id -> id >= before.node());
        containers.values().removeIf(id -> id >= before.container());
        began.keySet().retainAll(seats.keySet());
        workloads.values().forEach(each -> each.retainAll(seats.keySet()));
        workloads.values().removeIf(List::isEmpty);
    }

    private void know(Seat seat, int id, long seconds) {
        seats.put(seat, id);
        began.put(seat, seconds);
        workloads.computeIfAbsent(key(seat), made -> new ArrayList<>()).add(seat);
        known = new Known(Math.max(known.seat(), id + 1), known.gpu(), known.node(), known.container());
    }

    private void know(Gpu gpu, int id) {
        gpus.put(gpu, id);
        known = new Known(known.seat(), Math.max(known.gpu(), id + 1), known.node(), known.container());
    }

    private void know(String node, int id) {
        nodes.put(node, id);
        known = new Known(known.seat(), known.gpu(), Math.max(known.node(), id + 1), known.container());
    }

    private void know(Container container, int id) {
        containers.put(container, id);
        known = new Known(known.seat(), known.gpu(), known.node(), Math.max(known.container(), id + 1));
    }

    /** The next number of a seat, GPU or node. */
    private int next() {
        return Math.max(Math.max(known.seat(), known.gpu()), known.node());
    }

    private static String key(Seat seat) {
        return key(seat.namespace(), seat.workload());
    }

    static String key(String namespace, String workload) {
        return namespace + "/" + workload;
    }

    /** Gives numbers to those that have none. */
    synchronized void number(SortedMap<Seat, Long> begun, Iterable<Gpu> cards) {
        List<Seat> fresh = new ArrayList<>();
        begun.forEach((seat, seconds) -> {
            if (!seats.containsKey(seat)) {
                know(seat, next(), seconds);
                fresh.add(seat);
            }
        });
        write(fresh);
        List<Gpu> others = new ArrayList<>();
        for (Gpu each : cards) {
            if (!gpus.containsKey(each)) {
                know(each, next());
                others.add(each);
            }
        }
        writeGpus(others);
    }

    /** Gives numbers to nodes that have none. */
    synchronized void number(Iterable<String> names) {
        List<String> others = new ArrayList<>();
        for (String each : names) {
            if (!nodes.containsKey(each)) {
                know(each, next());
                others.add(each);
            }
        }
        database.append("node", to -> {
            for (String each : others) {
                to.beginRow();
                to.append(idOfNode(each)).append(each);
                to.endRow();
            }
        });
    }

    private void write(List<Seat> fresh) {
        List<Container> others = new ArrayList<>();
        database.append("seat", to -> {
            for (Seat each : fresh) {
                to.beginRow();
                to.append(id(each)).append(each.namespace()).append(each.workload());
                to.append(each.pod())
                        .append(each.container())
                        .append(each.device())
                        .append(began(each));
                to.endRow();
                if (!containers.containsKey(each.of())) {
                    know(each.of(), known.container());
                    others.add(each.of());
                }
            }
        });
        database.append("container", to -> {
            for (Container each : others) {
                to.beginRow();
                to.append(id(each))
                        .append(each.namespace())
                        .append(each.workload())
                        .append(each.name());
                to.endRow();
            }
        });
    }

    private void writeGpus(List<Gpu> others) {
        database.append("gpu", to -> {
            for (Gpu each : others) {
                to.beginRow();
                to.append(id(each))
                        .append(each.node())
                        .append(each.index())
                        .append(each.name())
                        .append(each.model());
                to.endRow();
            }
        });
    }

    synchronized int id(Seat seat) {
        return seats.getOrDefault(seat, -1);
    }

    synchronized int id(Gpu gpu) {
        return gpus.getOrDefault(gpu, -1);
    }

    synchronized int idOfNode(String name) {
        return nodes.getOrDefault(name, -1);
    }

    /** -1: nothing is known of it. */
    synchronized int id(Container container) {
        return containers.getOrDefault(container, -1);
    }

    /** When the pod began, in seconds since 1970; 0: before anything was kept. */
    synchronized long began(Seat seat) {
        return began.getOrDefault(seat, 0L);
    }

    /** By name. */
    synchronized List<String> workloads() {
        return new ArrayList<>(workloads.keySet());
    }

    synchronized List<Seat> of(String workload) {
        return List.copyOf(workloads.getOrDefault(workload, List.of()));
    }

    /** By name. */
    synchronized List<Container> containers() {
        return new ArrayList<>(containers.keySet());
    }

    synchronized List<Seat> seats() {
        return List.copyOf(seats.keySet());
    }

    synchronized List<Gpu> gpus() {
        return List.copyOf(gpus.keySet());
    }

    synchronized List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }
}
