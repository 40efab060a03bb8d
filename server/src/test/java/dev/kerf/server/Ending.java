package dev.kerf.server;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.Knobs;
import dev.kerf.kube.survey.Survey;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.testbed.TestNamespace;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state that a cluster must come to, whatever failed on the way: a Kerf that never failed, looking at it, would bind
 * nobody and say of every pod and every gang the words that stand there. Its plane must be the test's alone.
 */
record Ending(TestNamespace namespace, Ledger ledger) {
    private static final String PART_HOLDERS = "/api/v1/namespaces/" + SharedFleet.RESERVATIONS + "/pods";

    /** What is not so yet; none: nothing. Only a cluster that stands still while it is looked at can be judged. */
    Set<String> open() {
        Map<String, String> before = versions();
        Set<String> open = judged();
        return versions().equals(before) ? open : Set.of("pods change while they are looked at");
    }

    private Map<String, String> versions() {
        String path = "/api/v1/namespaces/" + namespace.name() + "/pods";
        return Stream.of(path, PART_HOLDERS)
                .flatMap(pods -> ledger.list("Pod", pods).stream())
                .map(Item::root)
                .map(pod -> pod.get("metadata"))
                .collect(toMap(
                        m -> m.get("uid").text(), m -> m.get("resourceVersion").text()));
    }

    private Set<String> judged() {
        List<Ledger.Row> pods = ledger.pods();
        Set<String> open = new TreeSet<>();
        pods.stream()
                .filter(pod -> !pod.bound() && pod.told().isEmpty())
                .forEach(pod -> open.add(pod.name() + " neither stands nor was told why not"));
        if (open.isEmpty()) {
            beside(plan(), pods, open);
            halves(pods, open);
            holders(pods, open);
        }
        return open;
    }

    private Plan plan() {
        Cluster cluster = new Survey(ledger.api())
                .cluster(namespace.name(), Instant.now())
                .cluster();
        return Planner.plan(Snapshot.of(cluster), KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0);
    }

    private void beside(Plan plan, List<Ledger.Row> pods, Set<String> open) {
        Map<String, String> told = pods.stream().collect(toMap(Ledger.Row::name, Ledger.Row::told));
        plan.binds().forEach(bind -> open.add(bind.task().name() + " could stand on " + bind.node()));
        plan.holds()
                .filter(hold -> !hold.reason().code().ofGang())
                .forEach(hold -> differs(hold, told.getOrDefault(hold.task().name(), ""), open));
        Map<String, String> groups = groups();
        plan.gangs().stream()
                .filter(verdict -> groups.containsKey(verdict.part().name()))
                .filter(verdict -> verdict.fit() == Fit.FITS || !same(verdict, groups))
                .forEach(verdict -> open.add("PodGroup/" + verdict.part().name() + " says "
                        + groups.get(verdict.part().name()) + ", not " + verdict.reason()));
    }

    private static boolean same(GangVerdict verdict, Map<String, String> groups) {
        return groups.getOrDefault(verdict.part().name(), "")
                .equals("False " + verdict.reason().message());
    }

    private static void differs(Decision.Hold hold, String told, Set<String> open) {
        if (!hold.reason().message().equals(told)) {
            open.add(hold.task().name() + " was told “" + told + "”, not “"
                    + hold.reason().message() + "”");
        }
    }

    /** What each PodGroup's condition says. */
    private Map<String, String> groups() {
        String path = "/apis/scheduling.k8s.io/v1beta1/namespaces/" + namespace.name() + "/podgroups";
        return ledger.list("PodGroup", path).stream().collect(toMap(Item::name, Ending::condition));
    }

    private static String condition(Item group) {
        return group.root().at("status", "conditions").items().stream()
                .map(c -> c.get("status").text() + " " + c.get("message").text())
                .collect(Collectors.joining());
    }

    private static void halves(List<Ledger.Row> pods, Set<String> open) {
        Map<String, Set<Boolean>> gangs = pods.stream()
                .filter(pod -> !pod.gang().isEmpty())
                .collect(groupingBy(Ledger.Row::gang, mapping(Ledger.Row::bound, Collectors.toSet())));
        gangs.forEach((gang, bound) -> {
            if (bound.size() > 1) {
                open.add("half of gang " + gang + " stands");
            }
        });
    }

    /** Each card that pods share is held once, and no other. */
    private void holders(List<Ledger.Row> pods, Set<String> open) {
        List<String> held = ledger.list("Pod", PART_HOLDERS).stream()
                .map(Item::root)
                .map(Ending::group)
                .sorted()
                .toList();
        List<String> shared = Ledger.cards(pods).keySet().stream().sorted().toList();
        if (!held.equals(shared)) {
            open.add("the cards " + held + " are held, and pods share " + new HashSet<>(shared));
        }
    }

    private static String group(Field reservation) {
        return reservation.at("metadata", "labels").get("runai-gpu-group").text();
    }
}
