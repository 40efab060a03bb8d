package dev.kerf.core.advise;

import dev.kerf.core.use.Lack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The guards of every advice, as far as they can be judged from a scene; those of live objects are judged there. */
final class Common {
    static final String PROTECTED = "protected-namespace";
    static final String TRUST = "source-trusted";
    static final String FRESH = "metrics-fresh";
    static final String WORTH = "worth-it";
    static final String PRICED = "price-known";
    static final String PLACED = "placement-exists";
    static final String OWNER = "owner-agrees";
    private static final Set<String> NAMESPACES = Set.of("kerf-system");
    private static final String KUBE = "kube-";
    private static final String ADVICE = "kerf.dev/advice";
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final int HOURS = 24;
    private final Scene scene;
    private final List<Lack> lacks;
    private final Map<Target, Map<String, String>> labels = new HashMap<>();

    Common(Scene scene) {
        this.scene = scene;
        this.lacks = scene.history().lacks();
        scene.works().forEach(work -> {
            if (work.first().labels().containsKey(ADVICE)) {
                labels.put(work.target(), work.first().labels());
            }
        });
    }

    List<Guard> of(Draft draft, Benefit benefit) {
        List<Guard> guards = new ArrayList<>(draft.guards());
        if (draft.target() instanceof Target.OfWorkload of) {
            guards.add(inside(of.namespace()));
            owner(of).ifPresent(guards::add);
        }
        guards.add(trusted());
        guards.add(fresh());
        if (changesAnything(draft.action())) {
            guards.add(placed(benefit));
            priced(benefit).ifPresent(guards::add);
            worth(draft, benefit).ifPresent(guards::add);
        }
        return guards;
    }

    private static boolean changesAnything(Action action) {
        return !(action instanceof Action.Manifest);
    }

    private static Guard inside(String namespace) {
        boolean closed = namespace.startsWith(KUBE) || NAMESPACES.contains(namespace);
        return new Guard(
                PROTECTED,
                !closed,
                "namespace " + namespace + (closed ? " is protected: nothing in it is changed" : " is not protected"));
    }

    /** An owner may forbid advice of a kind, or all, by a label of the pods: {@code kerf.dev/advice: off} or {@code no-R01}. */
    private Optional<Guard> owner(Target.OfWorkload of) {
        return Optional.ofNullable(labels.get(new Target.OfWorkload(of.namespace(), of.workload())))
                .map(Common::owner);
    }

    private static Guard owner(Map<String, String> labels) {
        String said = labels.getOrDefault(ADVICE, "");
        return new Guard(OWNER, !said.equals("off"), "the owner's label " + ADVICE + " says " + said);
    }

    private Guard trusted() {
        double worth = Lack.trust(lacks);
        String what = lacks.stream()
                .min(java.util.Comparator.comparingDouble(Lack::worth))
                .map(l -> ": " + l.message())
                .orElse("");
        return new Guard(
                TRUST,
                worth >= scene.thresholds().trust(),
                String.format(
                        Locale.ROOT,
                        "the source is worth %.2f of 1, an action wants %.2f%s",
                        worth,
                        scene.thresholds().trust(),
                        what));
    }

    private Guard fresh() {
        Duration age = Duration.between(scene.now(), scene.cluster().asOf());
        return new Guard(
                FRESH,
                age.compareTo(OLD) <= 0,
                "the newest measurements are " + Math.max(0, age.toMinutes()) + " min old, an action wants "
                        + OLD.toMinutes() + " at most");
    }

    private static Guard placed(Benefit benefit) {
        return new Guard(
                PLACED,
                benefit.placed(),
                benefit.placed()
                        ? "the planner has a place for everything that runs"
                        : "the planner finds no place for everything that runs");
    }

    private static Optional<Guard> priced(Benefit benefit) {
        boolean known = benefit.theory() != null;
        return Optional.of(new Guard(PRICED, known, String.join("; ", benefit.basis())));
    }

    /** Growth, health and requests as they ought to be are never worth too little; a saving may be, but that of an hour among many. */
    private Optional<Guard> worth(Draft draft, Benefit benefit) {
        var theory = benefit.theory();
        boolean follows = draft.action() instanceof Action.Fraction part && part.follows();
        if (!draft.kind().isForMoney() || follows || theory == null) {
            return Optional.empty();
        }
        long day = theory.cents() * HOURS;
        return Optional.of(new Guard(
                WORTH,
                day >= scene.thresholds().leastCents() || benefit.realisable() > 0,
                String.format(
                        Locale.ROOT,
                        "%.2f %s a day in theory, the least worth an action is %.2f",
                        day / 100.0,
                        theory.currency(),
                        scene.thresholds().leastCents() / 100.0)));
    }
}
