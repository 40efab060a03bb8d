package dev.kerf.kube.act;

import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Share;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.selector.Selectors;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Guards about what a server would refuse or should not be asked: readiness, budgets, quotas, limit ranges, setbacks. */
final class ServerGuards {
    private final Look look;
    private final Proposal proposal;
    private final SizingPolicy policy;
    private final Amounts amounts;
    private final Room room;

    ServerGuards(Look look, Proposal proposal, SizingPolicy policy, Amounts amounts) {
        this.look = look;
        this.proposal = proposal;
        this.policy = policy;
        this.amounts = amounts;
        this.room = new Room(look, proposal.action(), amounts);
    }

    List<Guard> of(Instant now) {
        List<Guard> guards = new ArrayList<>();
        guards.add(ready());
        guards.add(budgets());
        guards.add(quotas());
        guards.add(new Ranges(look, proposal.action()).guard());
        guards.add(room.guard(Steps.remade(look, policy)));
        guards.add(way());
        guards.add(manner());
        guards.add(setBack(now));
        guards.add(busy());
        return guards;
    }

    /** Whether a part that follows is given what it lacks, where its pods stand: nothing but room holds that up. */
    private boolean lacks() {
        return proposal.follows() && amounts.grows() && !(proposal.action() instanceof Action.Fraction p && p.moves());
    }

    private Guard ready() {
        if (lacks()) {
            return Guard.passed("not-ready", "it is given what it lacks, ready or not");
        }
        Health health = Health.of(look.pods());
        int wanted =
                policy.terms().ready() < 0 ? health.wanted() : policy.terms().ready();
        boolean stops = proposal.action() instanceof Action.Scale scale && scale.replicas() == 0;
        boolean enough = stops || health.ready() >= wanted;
        return new Guard(
                "not-ready",
                enough,
                "%d of %d pods are ready, an action wants %d"
                        .formatted(health.ready(), health.wanted(), stops ? 0 : wanted));
    }

    /** Pods that would leave their places at once. */
    private int leaving() {
        return switch (proposal.action()) {
            case Action.Drain a -> look.pods().size();
            case Action.Move a -> look.pods().size();
            case Action.Scale scale -> Math.max(0, look.pods().size() - scale.replicas());
            case Action.ScaleToZero a -> look.pods().size();
            case Action.Fraction a ->
                rolled() + (Steps.remade(look, policy) ? room.lacking().size() : 0);
            case Action.Requests a -> rolled();
            case Action.Gpus a -> rolled();
            case Action.Extended a -> rolled();
            case Action.Selector a -> rolled();
            case Action.Arguments a -> rolled();
            case Action.Manifest a -> 0;
        };
    }

    private int rolled() {
        return policy.manner() == SizingPolicy.Manner.ROLLOUT && !look.pods().isEmpty() ? 1 : 0;
    }

    private Guard budgets() {
        int leaving = leaving();
        for (Live budget : look.budgets()) {
            long concerned =
                    look.pods().stream().filter(pod -> covers(budget, pod)).count();
            int allowed = budget.root().at("status", "disruptionsAllowed").integer(0, 0, Integer.MAX_VALUE);
            if (concerned > 0 && Math.min(leaving, concerned) > allowed) {
                return Guard.failed(
                        "disruption-budget",
                        "%s lets %d of these pods leave now, and %d would"
                                .formatted(budget, allowed, Math.min(leaving, concerned)));
            }
        }
        return Guard.passed("disruption-budget", "no disruption budget forbids it");
    }

    private static boolean covers(Live budget, Live pod) {
        return budget.place().namespace().equals(pod.place().namespace())
                && Selectors.labels(budget.root().at("spec", "selector")).matches(pod.labels());
    }

    private Guard quotas() {
        for (Live quota : look.quotas()) {
            Map<String, Field> hard = quota.root().at("status", "hard").entries();
            for (Map.Entry<String, Long> more : amounts.more().entrySet()) {
                for (String name : List.of(more.getKey(), "requests." + more.getKey())) {
                    Field most = hard.get(name);
                    long used = Amounts.thousandths(
                            quota.root().at("status", "used").get(name));
                    long wanted = used + more.getValue() * amounts.pods();
                    if (most != null && more.getValue() > 0 && wanted > Amounts.thousandths(most)) {
                        return Guard.failed(
                                "quota-exceeded",
                                "%s lets %s of %s be asked for, and it would be %s"
                                        .formatted(quota, most.text(), name, text(wanted)));
                    }
                }
            }
        }
        return Guard.passed("quota-exceeded", "no quota of the namespace forbids it");
    }

    static String text(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }

    private Guard manner() {
        String why = byHand();
        if (why.isEmpty() && policy.manner() == SizingPolicy.Manner.IN_PLACE) {
            why = fixed();
        }
        return new Guard("not-in-place", why.isEmpty(), why.isEmpty() ? "it can be done as the policy wants it" : why);
    }

    /** Why Kerf does not do it at all; empty: it does. */
    private String byHand() {
        if (proposal.action() instanceof Action.Arguments) {
            return "arguments are changed in the repository they come from, by a person";
        }
        return proposal.action() instanceof Action.ScaleToZero
                ? "what makes work scale to zero is installed by a person"
                : "";
    }

    /** Why it cannot be done to pods that run; empty: it can. */
    private String fixed() {
        String what =
                switch (proposal.action()) {
                    case Action.Gpus a -> "the GPUs of a pod that runs cannot be changed";
                    case Action.Extended a -> "the devices of a pod that runs cannot be changed";
                    case Action.Selector a -> "a pod that runs cannot be given other nodes";
                    case Action.Fraction fraction -> whole(fraction);
                    default -> "";
                };
        return what.isEmpty() ? "" : what + "; it wants a policy of mode Rollout";
    }

    /** A card that is held as a whole is the pod's until it goes, whatever the books say. */
    private String whole(Action.Fraction fraction) {
        if (fraction.thousandths() >= Share.WHOLE) {
            return "a pod that runs on a part of a GPU cannot be given a whole one";
        }
        return look.pods().stream()
                .filter(pod -> pod.annotation(SharingKeys.FRACTION).isEmpty())
                .findFirst()
                .map(pod -> pod + " asks no part of a GPU that could be changed while it runs")
                .orElse("");
    }

    /** What a part that follows gives up others may take; then it has to be able to leave. */
    private Guard way() {
        String name = "no-way-back";
        if (!proposal.follows() || amounts.grows()) {
            return Guard.passed(name, "it gives nothing up that it might want back");
        }
        if (!Steps.remade(look, policy)) {
            return Guard.failed(
                    name,
                    "what it gives up others may take, and its pods would not be made anew with more: that wants a policy"
                            + " with admission: true, and a Deployment, ReplicaSet or StatefulSet whose GPUs Kerf gives out");
        }
        return look.budgets().stream()
                .filter(budget -> look.pods().stream().anyMatch(pod -> covers(budget, pod)))
                .filter(budget ->
                        budget.root().at("status", "disruptionsAllowed").integer(0, 0, Integer.MAX_VALUE) == 0)
                .findFirst()
                .map(budget -> Guard.failed(
                        name, "what it gives up others may take, and " + budget + " lets none of its pods leave"))
                .orElse(Guard.passed(
                        name, "where it wants more than its card gives, its pods are made anew elsewhere"));
    }

    private Guard setBack(Instant now) {
        Field said = PeopleGuards.json(look.anchor().annotation(Keys.BACKOFF));
        Instant until = said == null ? Instant.EPOCH : said.get("until").time();
        boolean rests = now.isBefore(until) && !lacks();
        return new Guard(
                "backing-off",
                !rests,
                rests
                        ? "the last action was taken back (%s); there is none until %s"
                                .formatted(
                                        said == null ? "" : said.get("reason").text(), until)
                        : "no action on it was taken back of late");
    }

    private Guard busy() {
        Intent intent = Intent.on(look.anchor());
        boolean open = intent != null && intent.open();
        return new Guard(
                "busy",
                !open,
                open
                        ? "another action on it is not settled: " + (intent == null ? "" : intent.advice())
                        : "no other action on it is under way");
    }

    static Duration rest(int times) {
        Duration rest = Duration.ofHours(1L << Math.min(times, 8));
        Duration most = Duration.ofDays(7);
        return rest.compareTo(most) < 0 ? rest : most;
    }
}
