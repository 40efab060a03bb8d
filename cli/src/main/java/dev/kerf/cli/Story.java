package dev.kerf.cli;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Task;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.use.History;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.sim.serve.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The demo's story on an embedded cluster: two weeks are observed through Prometheus, advice is proven by planning it and
 * carried out through the API, and a day later it is measured what came of it. The load is made up; everything between
 * the exporters and the bindings is Kerf as it runs anywhere.
 */
final class Story {
    private static final Duration WATCHED = Duration.ofDays(14);
    private static final Duration WAITED = Duration.ofHours(1);
    private static final Duration AFTERWARDS = Duration.ofDays(1);
    private static final int SERVICES = 8;
    private static final int MOST_ROUNDS = 4;
    private final long seed;
    private final Consumer<String> log;
    private final Consumer<String> doing;
    private final List<Service> services;

    /** @param doing told what is under way */
    Story(long seed, Consumer<String> log, Consumer<String> doing) {
        this.seed = seed;
        this.log = log;
        this.doing = doing;
        this.services = Service.around(SERVICES, seed);
    }

    StoryOutcome play() throws InterruptedException, IOException {
        Path audit = Files.createTempFile("kerf-demo-", ".jsonl");
        try (StoryCluster cluster = StoryCluster.started(WATCHED, log)) {
            Files.delete(audit); // it is begun with its first line
            StoryActs acts = new StoryActs(cluster.api(), cluster.clock(), audit);
            doing.accept("eight services and the usual sins");
            Cluster before = furnish(cluster);
            doing.accept("observing two weeks");
            History history = history(cluster, before);
            List<Advised> rounds = new ArrayList<>();
            List<Advice> applied = new ArrayList<>();
            Scene first = scene(cluster, history);
            rounds(cluster, acts, first, rounds, applied);
            int audited = acts.audited();
            doing.accept("measuring the day after");
            cluster.at(AFTERWARDS);
            Scene after = scene(cluster, history(cluster, cluster.look()));
            return new StoryMeasure(services, seed).of(first, rounds, applied, audited, after);
        } finally {
            Files.deleteIfExists(audit);
        }
    }

    /** Advises and acts until nothing is left that no guard stops: what one act has freed lets the next be done. */
    private void rounds(StoryCluster cluster, StoryActs acts, Scene first, List<Advised> rounds, List<Advice> applied)
            throws InterruptedException {
        Scene scene = first;
        boolean acted = true;
        while (acted && rounds.size() < MOST_ROUNDS) {
            doing.accept("proving advice by planning it");
            rounds.add(Advising.advise(scene));
            acted = act(cluster, acts, scene, rounds.getLast(), applied);
            scene = scene(cluster, first.history());
        }
    }

    /** Node by node, so that the work stands where the story wants it, two weeks ago. */
    private Cluster furnish(StoryCluster cluster) throws InterruptedException {
        cluster.create("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + StoryFleet.NAMESPACE + "}\n");
        settle(cluster, StoryFleet.oldNode() + StoryFleet.web(), 3);
        settle(cluster, StoryFleet.a100("lab-2", "lab") + StoryFleet.secondLab(), 4);
        Instant now = cluster.clock().instant().plus(WATCHED);
        settle(cluster, StoryFleet.a100("lab-1", "lab") + StoryFleet.firstLab(now), 6);
        String serving = StoryFleet.a100("inf-1", "inference") + StoryFleet.a100("inf-2", "inference");
        settle(cluster, serving + StoryFleet.cpuNode() + StoryFleet.services(services), 6 + SERVICES);
        cluster.at(WAITED.negated());
        cluster.create(StoryFleet.waiting());
        Cluster before = cluster.until("one pod waits", c -> c.pending().size() == 1);
        cluster.at(Duration.ZERO);
        return before.at(cluster.clock().instant());
    }

    private static void settle(StoryCluster cluster, String yaml, int pods) throws InterruptedException {
        cluster.create(yaml);
        cluster.until(
                pods + " pods stand",
                c -> c.placed().size() == pods && c.pending().isEmpty());
    }

    private static History history(StoryCluster cluster, Cluster seen) {
        Access access = Access.to(cluster.prometheus());
        return Advising.history(access, seen.at(cluster.clock().instant()), WATCHED, cluster.clock());
    }

    private static Scene scene(StoryCluster cluster, History history) {
        return Advising.scene(cluster.look(), history, PriceFile.listPrices());
    }

    /** What nothing stops, one after the other: what goes first, then what shrinks, node by node, and moves. */
    private boolean act(StoryCluster cluster, StoryActs acts, Scene scene, Advised advised, List<Advice> applied)
            throws InterruptedException {
        List<Advice> clear = advised.followed().stream()
                .filter(a -> !(a.draft().action() instanceof Action.Manifest))
                .sorted(Comparator.comparing(Story::turn).thenComparing(Advice::id))
                .toList();
        for (Advice advice : clear) {
            doing.accept(advice.draft().action().sentence());
            if (advice.draft().action() instanceof Action.Move move) {
                move(cluster, acts, advice, scene, move);
            } else {
                acts.apply(advice, scene);
            }
            cluster.until(advice.id() + " is carried out", c -> done(advice, c));
            acts.settle(advice);
            applied.add(advice);
        }
        return !clear.isEmpty();
    }

    /** Their node takes nothing until they stand elsewhere, and what waits for their room comes then. */
    private static void move(StoryCluster cluster, StoryActs acts, Advice advice, Scene scene, Action.Move move)
            throws InterruptedException {
        acts.apply(advice, scene);
        cluster.until(
                "those that move stand elsewhere",
                c -> c.pending().stream().allMatch(Story::waited)
                        && c.placed().stream()
                                .noneMatch(p -> p.leaving()
                                        || move.tasks().contains(p.task().id())));
        acts.goOn(advice);
    }

    /** Whether it is the work that waits from the beginning. */
    private static boolean waited(Task task) {
        return task.workload().endsWith("/tune");
    }

    private static int turn(Advice advice) {
        return switch (advice.draft().action()) {
            case Action.Scale s -> 0;
            case Action.Gpus g -> 1;
            case Action.Fraction f -> 2;
            case Action.Drain d -> 3;
            default -> 4;
        };
    }

    /** Whether it is seen in the cluster, and nothing that ran before waits. */
    private static boolean done(Advice advice, Cluster cluster) {
        boolean waits = !cluster.pending().stream().allMatch(Story::waited);
        return !waits
                && cluster.placed().stream().noneMatch(p -> p.leaving())
                && shows(advice.draft().action(), cluster);
    }

    private static boolean shows(Action action, Cluster cluster) {
        return switch (action) {
            case Action.Scale s ->
                cluster.placed().stream().noneMatch(p -> p.task().workload().equals(s.of().workload()));
            case Action.Gpus g -> asks(cluster, g.of().workload(), g.count() * 1000);
            case Action.Fraction f -> asks(cluster, f.of().workload(), f.thousandths());
            case Action.Drain d ->
                cluster.placed().stream().noneMatch(p -> p.node().equals(d.node()));
            case Action.Move m -> cluster.pending().isEmpty();
            default -> true;
        };
    }

    private static boolean asks(Cluster cluster, String workload, int thousandths) {
        return Machines.of(Snapshot.of(cluster)).stream()
                        .flatMap((Machine m) -> m.cards().stream())
                        .flatMap(c -> c.holders().stream())
                        .filter(h -> owner(cluster, h).equals(workload))
                        .mapToInt(Card.Holder::thousandths)
                        .sum()
                == thousandths;
    }

    private static String owner(Cluster cluster, Card.Holder holder) {
        return cluster.placed().stream()
                .filter(p -> p.task().id().equals(holder.task()))
                .map(p -> p.task().workload())
                .findFirst()
                .orElse("");
    }
}
