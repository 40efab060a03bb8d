package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.Priced;
import dev.kerf.core.share.Contention;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.sim.serve.Contenders;
import dev.kerf.sim.serve.Service;
import dev.kerf.sim.serve.SharedGpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how the services of the story stand: cards, waiting callers, memory, money. */
final class StoryMeasure {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double P99 = 0.99;
    private final List<Service> services;
    private final long seed;

    StoryMeasure(List<Service> services, long seed) {
        this.services = services;
        this.seed = seed;
    }

    StoryOutcome of(Scene before, List<Advised> rounds, List<Advice> applied, int audited, Scene after) {
        List<List<Service>> cards = cards(after);
        boolean started = after.cluster().pending().isEmpty();
        return new StoryOutcome(
                before,
                rounds,
                applied,
                audited,
                after,
                serving(before),
                serving(after),
                (int) cards.stream().filter(StoryMeasure::overfull).count(),
                started,
                contenders(before, after));
    }

    private StoryOutcome.Serving serving(Scene scene) {
        List<List<Service>> cards = cards(scene);
        List<Machine> machines = scene.machines().stream()
                .filter(m -> StoryFleet.SERVING.contains(m.node().name()) && m.gpusHeld() > 0)
                .toList();
        long day = scene.now().minus(DAY).getEpochSecond();
        double worst = 0;
        for (int i = 0; i < cards.size(); i++) {
            worst = Math.max(
                    worst,
                    SharedGpu.day(cards.get(i), day, Contention.TAKING_TURNS, seed + i)
                            .quantile(P99));
        }
        return new StoryOutcome.Serving(
                cards.size(), machines.size(), worst * 1000, busy(scene, cards.size()), hourly(scene, machines));
    }

    /** The services on each card of their nodes. */
    private List<List<Service>> cards(Scene scene) {
        Map<String, Service> byOwner = new HashMap<>();
        services.forEach(s -> byOwner.put("Deployment/" + s.name(), s));
        Map<Object, String> owners = new HashMap<>();
        scene.cluster().placed().forEach(p -> owners.put(p.task().id(), p.task().workload()));
        List<List<Service>> cards = new ArrayList<>();
        for (Machine machine : scene.machines()) {
            for (Card card : machine.cards()) {
                List<Service> on = card.holders().stream()
                        .map(h -> byOwner.get(owners.getOrDefault(h.task(), "")))
                        .filter(java.util.Objects::nonNull)
                        .toList();
                if (!on.isEmpty()) {
                    cards.add(on);
                }
            }
        }
        return cards;
    }

    private static boolean overfull(List<Service> card) {
        long bytes = card.stream().mapToLong(s -> s.memory().count()).sum();
        return bytes > Bytes.ofGib(80).count();
    }

    /** As the exporters told it of the last day, over the cards that are held. */
    private static double busy(Scene scene, int cards) {
        double sum = 0;
        for (Map.Entry<Gpu, Map<Signal, Seen>> each : scene.history().gpus().entrySet()) {
            Seen seen = each.getValue().get(Signal.ACTIVITY);
            if (StoryFleet.SERVING.contains(each.getKey().node()) && seen != null) {
                double mean = seen.track().last(DAY, scene.now()).mean();
                sum += Double.isNaN(mean) ? 0 : mean;
            }
        }
        return cards == 0 ? 0 : sum / cards;
    }

    private static Money hourly(Scene scene, List<Machine> machines) {
        Money sum = Money.none(scene.book().currency());
        for (Machine machine : machines) {
            if (scene.book().of(Asset.of(machine.node())) instanceof Priced.Known known) {
                sum = sum.plus(known.price().of(Price.gpuHours(machine.cards().size())));
            }
        }
        return sum;
    }

    private List<Contenders.Outcome> contenders(Scene before, Scene after) {
        List<Contenders.Watched> seen = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        for (Service service : services) {
            seen.add(new Contenders.Watched(
                    track(before, service),
                    dayAfter(service, before.now()),
                    (double) service.memory().count() / Bytes.ofGib(80).count()));
            parts.add(given(after, service));
        }
        List<Contenders.Outcome> all = new ArrayList<>();
        all.add(new Contenders.Outcome("kerf", cards(after).size(), Contenders.violations(seen, parts)));
        all.addAll(Contenders.of(seen));
        return all;
    }

    /** What was measured of the service before. */
    private static Track track(Scene scene, Service service) {
        return scene.works().stream()
                .filter(w -> w.workload().equals("Deployment/" + service.name()))
                .flatMap(w -> w.of(Signal.ACTIVITY).values().stream())
                .map(Seen::track)
                .findFirst()
                .orElseThrow();
    }

    /** What it wants on the day after, whatever it is given. */
    private static Track dayAfter(Service service, Instant from) {
        float[] values = new float[(int) DAY.dividedBy(STEP)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    service.busyAt((double) from.plus(STEP.multipliedBy(i)).getEpochSecond());
        }
        return Track.of(from, STEP, values);
    }

    private static double given(Scene after, Service service) {
        return after.works().stream()
                .filter(w -> w.workload().equals("Deployment/" + service.name()))
                .mapToDouble(w -> w.held() / (double) Share.WHOLE)
                .findFirst()
                .orElse(0);
    }
}
