package dev.kerf.core.snapshot;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All tasks of a snapshot by number, pending ones first in the order they are served (priority, then creation, then
 * name; a gang like one task), the classes they fall into and the gangs they form.
 */
final class TaskTable {
    static final Comparator<Task> SERVED = Comparator.comparingInt(Task::priority)
            .reversed()
            .thenComparing(Task::created)
            .thenComparing(Task::id);
    private static final Comparator<Placement> BY_NAME =
            Comparator.comparing(p -> p.task().id());

    final List<Task> tasks;
    final List<Placement> placed;
    final int pending;
    final int[] classOf;
    final List<TaskClass> classes;
    final List<Gang> gangs;
    final List<Crew> crews;
    final int[] gangOf;
    private final Roster roster;

    TaskTable(Cluster cluster) {
        this.placed = cluster.placed().stream().sorted(BY_NAME).toList();
        Roster roster = new Roster(cluster);
        this.tasks = Stream.concat(
                        roster.served(cluster.pending()).stream(),
                        placed.stream().map(Placement::task))
                .toList();
        this.pending = cluster.pending().size();
        requireUnique(tasks);
        this.classOf = new int[tasks.size()];
        this.classes = classify(new SeenLabels(tasks));
        this.gangs = roster.gangs;
        this.crews = roster.crews(tasks, pending);
        this.gangOf = tasks.stream().mapToInt(roster::gangOf).toArray();
        this.roster = roster;
    }

    /** What waits, in the order served. */
    List<Party> parties(Charged charged) {
        List<Party> found = new ArrayList<>();
        for (int first = 0; first < pending; ) {
            int end = first + 1;
            while (gangOf[first] != Roster.ALONE && end < pending && gangOf[end] == gangOf[first]) {
                end++;
            }
            found.add(party(found.size(), first, end, charged));
            first = end;
        }
        return List.copyOf(found);
    }

    private Party party(int index, int first, int end, Charged charged) {
        int gang = gangOf[first];
        List<Task> members = tasks.subList(first, end);
        return new Party(
                index,
                first,
                end - first,
                gang,
                charged.queueOf(tasks.get(first)),
                members.stream().mapToInt(Task::priority).max().orElseThrow(),
                gang != Roster.ALONE && roster.returning(gang),
                members.stream().anyMatch(t -> t.nominated() != null));
    }

    int[] queues(Charged charged) {
        int[] queues = new int[tasks.size()];
        for (int t = 0; t < queues.length; t++) {
            queues[t] = t < pending ? charged.queueOf(tasks.get(t)) : charged.standingIn(tasks.get(t));
        }
        return queues;
    }

    private static void requireUnique(List<Task> tasks) {
        Set<TaskId> seen = new HashSet<>();
        for (Task task : tasks) {
            if (!seen.add(task.id())) {
                throw new IllegalArgumentException("two tasks are named " + task.id());
            }
        }
    }

    /** Most tasks were written alike and share the very same objects; those need not be compared field by field. */
    private List<TaskClass> classify(SeenLabels seen) {
        Map<TaskClass, Integer> numbers = new HashMap<>();
        IdentityHashMap<Constraints, IdentityHashMap<Need, Integer>> alike = new IdentityHashMap<>();
        List<TaskClass> found = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            Task task = tasks.get(t);
            classOf[t] = seen.none() && task.refusals().isEmpty()
                    ? alike.computeIfAbsent(task.constraints(), c -> new IdentityHashMap<>())
                            .computeIfAbsent(task.need(), n -> number(seen.project(task), numbers, found))
                    : number(seen.project(task), numbers, found);
        }
        return List.copyOf(found);
    }

    private static int number(TaskClass key, Map<TaskClass, Integer> numbers, List<TaskClass> found) {
        Integer number = numbers.get(key);
        if (number == null) {
            number = found.size();
            numbers.put(key, number);
            found.add(new TaskClass(
                    number, key.need(), key.constraints(), key.namespace(), key.labels(), key.refusals()));
        }
        return number;
    }

    /** The label keys that pod terms and spreads look at; everything else about a pod's labels is irrelevant. */
    private static final class SeenLabels {
        private final Set<String> keys = new HashSet<>();
        private final boolean anyTerm;

        SeenLabels(List<Task> tasks) {
            boolean any = false;
            for (Task task : tasks) {
                any |= collect(task);
            }
            this.anyTerm = any;
        }

        private boolean collect(Task task) {
            var c = task.constraints();
            boolean any = !c.near().isEmpty()
                    || !c.away().isEmpty()
                    || !c.podPreferences().isEmpty()
                    || !c.spreads().isEmpty();
            if (any) {
                looked(c).forEach(r -> keys.add(r.key()));
            }
            return any;
        }

        private static Stream<Requirement> looked(Constraints c) {
            return Stream.of(
                            c.near().stream().map(PodTerm::selector),
                            c.away().stream().map(PodTerm::selector),
                            c.podPreferences().stream().map(p -> p.term().selector()),
                            c.spreads().stream().map(Spread::selector))
                    .flatMap(s -> s)
                    .flatMap(s -> s.requirements().stream());
        }

        /** Whether nobody looks at labels or namespaces. */
        boolean none() {
            return !anyTerm && keys.isEmpty();
        }

        TaskClass project(Task task) {
            Map<String, String> labels = new TreeMap<>();
            for (String key : keys) {
                String value = task.labels().get(key);
                if (value != null) {
                    labels.put(key, value);
                }
            }
            String namespace = anyTerm ? task.id().namespace() : "";
            return new TaskClass(-1, task.need(), task.constraints(), namespace, labels, task.refusals());
        }
    }
}
