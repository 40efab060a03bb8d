package dev.kerf.objects.sizing;

import dev.kerf.core.act.Bounds;
import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.Scope;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.SizingPolicy.Terms;
import dev.kerf.core.act.Slo;
import dev.kerf.core.size.Follow;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code kerf.dev/v1alpha1 SizingPolicy}. What makes no sense is noted, in one sentence that names the field, and then
 * the policy is one that recommends only: what people meant is not guessed.
 */
public final class SizingPolicyReader {
    private static final int MOST_PRIORITY = 1_000_000_000;
    private static final int MOST_ACTIONS = 10_000;
    private static final int MOST_PODS = 100_000;
    private static final int PERCENT = 100;
    private static final double USUALLY_TOO_LITTLE = 1;
    private static final double LEAST_TOO_LITTLE = 0.1;
    private static final double MOST_TOO_LITTLE = 20;

    private SizingPolicyReader() {}

    /** The policy that the object states; its problems are the object's. */
    public static SizingPolicy read(Item item) {
        Field spec = item.root().get("spec");
        SizingPolicy read = new SizingPolicy(
                item.name(),
                spec.get("priority").integer(SizingPolicy.USUAL_PRIORITY, -MOST_PRIORITY, MOST_PRIORITY),
                scope(spec.get("scope")),
                level(spec.get("level")),
                bounds(spec.get("bounds")),
                spec.get("windows").items().stream().map(Windows::read).toList(),
                pace(spec.get("budget")),
                manner(spec.get("mode")),
                terms(spec));
        return item.problems().isEmpty() ? read : read.at(read.level().lowered(Level.USUAL));
    }

    private static Scope scope(Field scope) {
        return new Scope(
                scope.get("namespaces").list(),
                scope.get("exceptNamespaces").list(),
                scope.get("labels").texts(),
                scope.get("kinds").list());
    }

    private static Level level(Field field) {
        if (!field.present()) {
            return Level.USUAL;
        }
        Level level = Level.of(field.text());
        if (level == null) {
            field.wrong(Field.quoted(field.text()) + " is not one of L0, L1, L2, L3, L4");
        }
        return level == null ? Level.USUAL : level;
    }

    private static Manner manner(Field field) {
        return switch (field.text()) {
            case "", "InPlace" -> Manner.IN_PLACE;
            case "Rollout" -> Manner.ROLLOUT;
            default -> {
                field.wrong(Field.quoted(field.text()) + " is not one of InPlace, Rollout");
                yield Manner.IN_PLACE;
            }
        };
    }

    private static Pace pace(Field budget) {
        return new Pace(
                budget.get("perHour").integer(Pace.USUAL.anHour(), 0, MOST_ACTIONS),
                budget.get("atOnce").integer(Pace.USUAL.atOnce(), 0, MOST_ACTIONS));
    }

    private static Terms terms(Field spec) {
        Terms usual = Terms.USUAL;
        return new Terms(
                spec.get("minReady").integer(usual.ready(), 0, MOST_PODS),
                spec.get("notice").duration(usual.notice()),
                spec.get("verify").duration(usual.verify()),
                spec.get("minChangePercent").integer((int) Math.round(usual.change() * PERCENT), 0, PERCENT)
                        / (double) PERCENT,
                cents(spec.get("minSavingPerDay"), usual.dayCents()),
                usual.trust(),
                spec.get("admission").flag(),
                spec.get("slo").items().stream().map(SizingPolicyReader::slo).toList(),
                follow(spec));
    }

    /** Absent: parts of GPUs stay. */
    private static @Nullable Follow follow(Field spec) {
        Field follow = spec.get("follow");
        Field percent = follow.get("tooLittlePercent");
        double said = percent.present() ? percent.quantity().amount().doubleValue() : USUALLY_TOO_LITTLE;
        if (!(said >= LEAST_TOO_LITTLE && said <= MOST_TOO_LITTLE)) {
            percent.wrong(Field.quoted(percent.text()) + " is not between 0.1 and 20; write how many of a hundred"
                    + " five-minute values may be above the part, such as 1");
            return null;
        }
        if (follow.present() && spec.get("mode").text().equals("Rollout")) {
            follow.wrong("is of parts that change where they stand; leave mode out, or follow");
        }
        return follow.present() ? new Follow(said / PERCENT) : null;
    }

    private static Slo slo(Field slo) {
        Field query = slo.get("query");
        if (query.text().isBlank()) {
            query.wrong("is empty; write the expression that measures it");
        }
        return new Slo(
                slo.get("name").text(),
                query.text(),
                limit(slo.get("atMost")),
                slo.get("lasting").duration(Slo.USUAL));
    }

    private static double limit(Field field) {
        try {
            return Double.parseDouble(field.text());
        } catch (NumberFormatException none) {
            field.wrong(Field.quoted(field.text()) + " is not a number; write what it may come to, such as 0.25");
            return Double.POSITIVE_INFINITY;
        }
    }

    private static long cents(Field field, long otherwise) {
        BigDecimal amount = field.quantity().amount();
        if (amount.signum() < 0) {
            field.wrong(Field.quoted(field.text()) + " is less than nothing; write an amount of money, such as 1.50");
            return otherwise;
        }
        return field.present()
                ? amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValue()
                : otherwise;
    }

    private static Bounds bounds(Field bounds) {
        return new Bounds(
                range(bounds.get("fraction"), SizingPolicyReader::thousandths),
                range(bounds.get("cpu"), SizingPolicyReader::thousandths),
                range(bounds.get("memory"), field -> field.quantity().bytes().count()));
    }

    private static long thousandths(Field field) throws QuantityException {
        return field.quantity().cpu().milli();
    }

    private interface Amount {
        long of(Field field) throws QuantityException;
    }

    private static Bounds.Range range(Field range, Amount amount) {
        long least = amount(range.get("min"), amount, 0);
        long most = amount(range.get("max"), amount, Long.MAX_VALUE);
        if (least > most) {
            range.get("min").wrong("is more than max; raise max or lower min");
        }
        return new Bounds.Range(Math.min(least, most), most);
    }

    private static long amount(Field field, Amount amount, long otherwise) {
        if (!field.present()) {
            return otherwise;
        }
        try {
            return amount.of(field);
        } catch (QuantityException impossible) {
            field.wrong(impossible.problem());
            return otherwise;
        }
    }
}
