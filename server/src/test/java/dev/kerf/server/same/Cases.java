package dev.kerf.server.same;

import dev.kerf.core.model.Budget;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Task;
import dev.kerf.core.plan.Conduct;
import dev.kerf.objects.ClusterIntake;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.scenario.Scenario;
import dev.kerf.objects.scenario.ScenarioReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The clusters to look at: every scenario, every example, and some made up. */
final class Cases {
    private static final ReadOptions OPTIONS = new ReadOptions(null, Instant.EPOCH);
    private static final Set<String> OWNERS = Set.of("Deployment", "ReplicaSet", "StatefulSet", "Job");

    private Cases() {}

    static Stream<Case> all() {
        Stream<Case> scenarios = ScenarioReader.read(List.of(file("scenarios")), OPTIONS).stream()
                .map(Cases::of);
        Stream<Case> examples = Stream.of(example("examples/cluster.yaml"));
        Stream<Case> random = Stream.of(1L, 2L, 3L, 4L, 5L, 6L).map(Cases::madeUp);
        return Stream.of(scenarios, examples, random).flatMap(s -> s);
    }

    private static String file(String path) {
        return Path.of(System.getProperty("kerf.root", "..")).resolve(path).toString();
    }

    private static Case madeUp(long seed) {
        return new Case("made up, seed " + seed, Instant.EPOCH, Conduct.USUAL, MadeUp.objects(seed));
    }

    private static Case of(Scenario scenario) {
        Instant asOf = scenario.given().cluster().asOf();
        return new Case(scenario.name(), asOf, scenario.conduct(), trees(scenario.objects()));
    }

    private static Case example(String path) {
        List<Item> items = new ArrayList<>();
        new Input(items::add, problem -> {
                    throw new AssertionError(problem);
                })
                .read(List.of(file(path)), InputStream.nullInputStream());
        return new Case(path, Instant.EPOCH, Conduct.USUAL, trees(items));
    }

    /** The objects; in the place of owners that want pods the pods they want. */
    private static List<Map<String, Object>> trees(List<Item> items) {
        List<Map<String, Object>> trees = new ArrayList<>();
        Map<String, Map<String, Object>> owners = new HashMap<>();
        ClusterIntake intake = new ClusterIntake(OPTIONS);
        Set<String> pods = new java.util.HashSet<>();
        for (Item item : items) {
            intake.accept(item);
            Map<String, Object> tree = Tree.copy(item.tree());
            if (OWNERS.contains(item.kind())) {
                owners.put(namespace(item.namespace()) + "/" + item.kind() + "/" + item.name(), tree);
            } else {
                trees.add(tree);
                pods.add(namespace(item.namespace()) + "/" + item.name());
            }
        }
        Cluster cluster = intake.result().cluster();
        for (Task task : cluster.pending()) {
            Map<String, Object> owner = owners.get(task.id().namespace() + "/" + task.workload());
            if (owner != null && !pods.contains(task.id().toString())) {
                trees.add(pod(task, owner));
            }
        }
        cluster.budgets().forEach(budget -> reckoned(budget, trees));
        return trees;
    }

    /** What the budget's controller would have said of it. */
    private static void reckoned(Budget budget, List<Map<String, Object>> trees) {
        for (Map<String, Object> tree : trees) {
            Map<String, Object> metadata = Tree.at(tree, "metadata");
            if (Tree.text(tree, "kind").equals("PodDisruptionBudget")
                    && Tree.text(metadata, "name").equals(budget.name())
                    && namespace(Tree.text(metadata, "namespace")).equals(budget.namespace())) {
                Map<String, Object> status = Tree.at(tree, "status");
                status.putAll(Map.of("observedGeneration", 1, "disruptionsAllowed", budget.allowed()));
                status.putAll(Map.of("currentHealthy", 0, "desiredHealthy", 0, "expectedPods", 0));
            }
        }
    }

    private static String namespace(String said) {
        return said.isEmpty() ? "default" : said;
    }

    /** The pod as the owner's controller would have made it. */
    private static Map<String, Object> pod(Task task, Map<String, Object> owner) {
        Map<String, Object> template = Tree.copy(Tree.at(owner, "spec", "template"));
        Map<String, Object> metadata = Tree.at(template, "metadata");
        metadata.put("name", task.id().name());
        metadata.put("namespace", task.id().namespace());
        template.put("apiVersion", "v1");
        template.put("kind", "Pod");
        return template;
    }
}
