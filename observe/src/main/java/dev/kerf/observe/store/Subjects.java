package dev.kerf.observe.store;

import dev.kerf.core.use.Container;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** What has a number: seats, GPUs and nodes, whose numbers are not shared, and containers. */
final class Subjects {
    private final Database database;
    private final Map<Seat, Integer> seats = new HashMap<>();
    private final Map<Seat, Long> began = new HashMap<>();
    private final Map<Gpu, Integer> gpus = new HashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();
    private final SortedMap<Container, Integer> containers = new TreeMap<>();
    private final SortedMap<String, List<Seat>> workloads = new TreeMap<>();
    private int next;

    Subjects(Database database) {
        this.database = database;
        read();
    }

    private void read() {
        database.query("SELECT id, namespace, workload, pod, container, device, began FROM seat", row -> {
            Seat seat =
                    new Seat(row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
            know(seat, row.getInt(1), row.getLong(7));
        });
        database.query("SELECT id, node, place, name, model FROM gpu", row -> {
            gpus.put(new Gpu(row.getString(2), row.getInt(3), row.getString(4), row.getString(5)), row.getInt(1));
            next = Math.max(next, row.getInt(1) + 1);
        });
        database.query("SELECT id, name FROM node", row -> {
            nodes.put(row.getString(2), row.getInt(1));
            next = Math.max(next, row.getInt(1) + 1);
        });
        database.query(
                "SELECT id, namespace, workload, name FROM container",
                row -> containers.put(
                        new Container(row.getString(2), row.getString(3), row.getString(4)), row.getInt(1)));
    }

    private void know(Seat seat, int id, long seconds) {
        seats.put(seat, id);
        began.put(seat, seconds);
        workloads.computeIfAbsent(key(seat), made -> new ArrayList<>()).add(seat);
        next = Math.max(next, id + 1);
    }

    private static String key(Seat seat) {
        return key(seat.namespace(), seat.workload());
    }

    static String key(String namespace, String workload) {
        return namespace + "/" + workload;
    }

    /** Gives numbers to those that have none. */
    void number(SortedMap<Seat, Long> begun, Iterable<Gpu> cards) {
        List<Seat> fresh = new ArrayList<>();
        begun.forEach((seat, seconds) -> {
            if (!seats.containsKey(seat)) {
                know(seat, next, seconds);
                fresh.add(seat);
            }
        });
        write(fresh);
        List<Gpu> others = new ArrayList<>();
        for (Gpu each : cards) {
            if (gpus.putIfAbsent(each, next) == null) {
                next++;
                others.add(each);
            }
        }
        writeGpus(others);
    }

    /** Gives numbers to nodes that have none. */
    void number(Iterable<String> names) {
        List<String> others = new ArrayList<>();
        for (String each : names) {
            if (nodes.putIfAbsent(each, next) == null) {
                next++;
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
                    containers.put(each.of(), containers.size());
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

    int id(Seat seat) {
        return seats.getOrDefault(seat, -1);
    }

    int id(Gpu gpu) {
        return gpus.getOrDefault(gpu, -1);
    }

    int idOfNode(String name) {
        return nodes.getOrDefault(name, -1);
    }

    /** -1: nothing is known of it. */
    int id(Container container) {
        return containers.getOrDefault(container, -1);
    }

    /** When the pod began, in seconds since 1970; 0: before anything was kept. */
    long began(Seat seat) {
        return began.getOrDefault(seat, 0L);
    }

    /** By name. */
    List<String> workloads() {
        return new ArrayList<>(workloads.keySet());
    }

    List<Seat> of(String workload) {
        return workloads.getOrDefault(workload, List.of());
    }

    Iterable<Container> containers() {
        return containers.keySet();
    }

    void eachGpu(ObjIntConsumer<Gpu> consumer) {
        gpus.forEach(consumer::accept);
    }

    void eachNode(ObjIntConsumer<String> consumer) {
        nodes.forEach(consumer::accept);
    }
}
