package dev.kerf.objects.convert;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code scheduling.run.ai/v2 Queue} of KAI Scheduler: {@code quota} is the guarantee, {@code overQuotaWeight} the
 * weight; CPU is written in thousandths of a core, memory in millions of bytes, and −1 is unlimited.
 */
final class KaiQueues {
    private static final BigDecimal UNLIMITED = BigDecimal.ONE.negate();
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);
    private static final String ALL = "unlimited";
    private final Conversion conversion;
    private final List<QueueDraft> drafts = new ArrayList<>();

    KaiQueues(Conversion conversion) {
        this.conversion = conversion;
    }

    List<QueueDraft> drafts() {
        return drafts;
    }

    void queue(Item item) {
        Field spec = item.root().get("spec");
        QueueDraft draft = new QueueDraft(item.name());
        draft.parent =
                spec.get("parentQueue").present() ? spec.get("parentQueue").text() : null;
        draft.priority = spec.get("priority").present()
                ? spec.get("priority").integer(100, Integer.MIN_VALUE, Integer.MAX_VALUE)
                : null;
        draft.preemptMinRuntime = time(spec.get("preemptMinRuntime"));
        draft.reclaimMinRuntime = time(spec.get("reclaimMinRuntime"));
        Field resources = spec.get("resources");
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put("gpu", BigDecimal.ONE);
        units.put("cpu", THOUSAND);
        units.put("memory", MEGABYTE);
        units.forEach((name, unit) -> claim(item, draft, resources, name, unit));
        conversion.unknown(item, spec, Map.of("displayName", "a queue is called by its name"));
        drafts.add(draft);
    }

    private static @Nullable String time(Field field) {
        return field.present() ? field.text() : null;
    }

    private void claim(Item item, QueueDraft draft, Field resources, String name, BigDecimal unit) {
        Field of = resources.get(name);
        if (!of.present()) {
            conversion.warn(
                    resources,
                    item,
                    "says nothing of " + name
                            + ", of which KAI Scheduler then gives nothing; so the limit is 0 here too");
        }
        QueueDraft.Claims claims = draft.of(name.equals("gpu") ? "nvidia.com/gpu" : name);
        claims.guarantee = sure(amount(of.get("quota")), item, of, unit, name);
        BigDecimal limit = amount(of.get("limit"));
        claims.limit = limit.signum() < 0 ? ALL : text(limit, unit, name);
        BigDecimal weight = amount(of.get("overQuotaWeight"));
        claims.weight = weight.signum() < 0 ? BigDecimal.ZERO : weight;
    }

    /** An unlimited quota has no equal: nobody can be sure of everything. */
    private BigDecimal sure(BigDecimal quota, Item item, Field of, BigDecimal unit, String name) {
        if (quota.signum() < 0) {
            conversion.warn(
                    of.get("quota"),
                    item,
                    "is unlimited; nobody can be sure of everything, so the guarantee is 0 and the weight decides");
            return BigDecimal.ZERO;
        }
        return name.equals("memory") ? quota.multiply(unit) : quota.divide(unit);
    }

    private static Object text(BigDecimal amount, BigDecimal unit, String name) {
        BigDecimal plain = name.equals("memory") ? amount.multiply(unit) : amount.divide(unit);
        BigDecimal trimmed = plain.stripTrailingZeros();
        return trimmed.scale() <= 0 ? (Object) trimmed.longValueExact() : trimmed.toPlainString();
    }

    private static BigDecimal amount(Field field) {
        BigDecimal amount = field.quantity().amount();
        if (amount.signum() < 0 && amount.compareTo(UNLIMITED) != 0) {
            field.wrong(Field.quoted(field.text()) + " is below zero; only -1, unlimited, may be");
            return BigDecimal.ZERO;
        }
        return amount.signum() < 0 ? UNLIMITED : amount;
    }
}
