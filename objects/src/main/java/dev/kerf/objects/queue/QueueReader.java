package dev.kerf.objects.queue;

import dev.kerf.core.model.ModelQuota;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code kerf.dev/v1alpha1 Queue}. What makes no sense is noted and taken as if it were not written. */
public final class QueueReader {
    private static final int MOST_PRIORITY = 1_000_000_000;
    private static final BigDecimal MOST_WEIGHT = BigDecimal.valueOf(1_000_000);

    private QueueReader() {}

    /** The queue that the object states; its problems are the object's. */
    public static Queue read(Item item) {
        Field spec = item.root().get("spec");
        Instant created = item.root().at("metadata", "creationTimestamp").time();
        return of(spec, item.name(), created).withPastUse(part(item.root().at("status", "pastUse")));
    }

    /** What is no part of one is another program's, or none. */
    private static double part(Field field) {
        try {
            double part = field.present() ? Double.parseDouble(field.text()) : 0;
            return part >= 0 && part <= 1 ? part : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** The queue that a spec states, in full or in a scenario's short form. */
    public static Queue of(Field spec, String name, Instant created) {
        return new Queue(
                name,
                text(spec.get("parent")),
                spec.get("priority").integer(Queue.USUAL_PRIORITY, -MOST_PRIORITY, MOST_PRIORITY),
                quotas(spec.get("resources")),
                models(spec.get("gpuModels")),
                spec.get("preemptMinRuntime").duration(Duration.ZERO),
                spec.get("reclaimMinRuntime").duration(Duration.ZERO),
                perUser(spec.get("perUser")),
                new HashSet<>(spec.get("namespaces").list()),
                admission(spec.get("admission")),
                created,
                0);
    }

    private static @Nullable String text(Field field) {
        return field.present() ? field.text() : null;
    }

    private static SortedMap<String, Quota> quotas(Field resources) {
        SortedMap<String, Quota> quotas = new TreeMap<>();
        resources.entries().forEach((name, field) -> quotas.put(name, quota(name, field)));
        return quotas;
    }

    private static Quota quota(String resource, Field field) {
        long guarantee = Units.of(resource).read(field.get("guarantee"), 0);
        long limit = Units.of(resource).read(field.get("limit"), Quota.UNLIMITED);
        long lend = Units.of(resource).read(field.get("lend"), Quota.UNLIMITED);
        long borrow = Units.of(resource).read(field.get("borrow"), Quota.UNLIMITED);
        if (guarantee > limit) {
            field.get("guarantee").wrong("is more than the limit; raise the limit or lower the guarantee");
            guarantee = limit;
        }
        return new Quota(Math.min(guarantee, Quantity.MOST), limit, weight(field.get("weight")), lend, borrow);
    }

    private static long weight(Field field) {
        return thousandths(field, Quota.WEIGHT_ONE, "a weight from 0 to 1000000");
    }

    private static SortedMap<String, ModelQuota> models(Field gpuModels) {
        SortedMap<String, ModelQuota> models = new TreeMap<>();
        gpuModels.entries().forEach((name, field) -> {
            long rate = thousandths(field.get("rate"), ModelQuota.RATE_ONE, "a rate above 0, such as 2.0");
            if (rate == 0) {
                field.get("rate").wrong("must be above 0; it says what one of these GPUs is worth in others");
                rate = ModelQuota.RATE_ONE;
            }
            models.put(name, new ModelQuota(quota(Units.GPU, field), rate));
        });
        return models;
    }

    private static long thousandths(Field field, long otherwise, String wanted) {
        if (!field.present()) {
            return otherwise;
        }
        BigDecimal amount = field.quantity().amount();
        if (amount.signum() < 0 || amount.compareTo(MOST_WEIGHT) > 0) {
            field.wrong(Field.quoted(field.text()) + " is not " + wanted);
            return otherwise;
        }
        return amount.movePointRight(3)
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Amounts of resources by name, each in its smallest unit; a bare number is of GPUs, an absent field of nothing. */
    public static SortedMap<String, Long> amounts(Field of, String name) {
        Field field = of.get(name);
        if (field.isMap() || !field.present()) {
            return perUser(field);
        }
        return new TreeMap<>(Map.of(Units.GPU, Units.of(Units.GPU).read(field, 0)));
    }

    private static SortedMap<String, Long> perUser(Field field) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        field.entries().forEach((name, each) -> amounts.put(name, Units.of(name).read(each, Quota.UNLIMITED)));
        return amounts;
    }

    private static Queue.Admission admission(Field field) {
        return switch (field.text()) {
            case "", "Open" -> Queue.Admission.OPEN;
            case "Hold" -> Queue.Admission.HOLD;
            case "Drain" -> Queue.Admission.DRAIN;
            default -> {
                field.wrong(Field.quoted(field.text()) + " is not one of Open, Hold, Drain");
                yield Queue.Admission.OPEN;
            }
        };
    }
}
