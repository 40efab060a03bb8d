package dev.kerf.objects.conduct;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Fairness;
import dev.kerf.core.plan.QueueOrder;
import dev.kerf.objects.read.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads how a cycle conducts itself: {@code queueOrder} (deserved, dominant, borrowed), {@code pastUse} ({@code weight},
 * {@code halfLife}), {@code moves}, {@code moveRatio}, {@code keepAfter}, {@code leaving}. What is not written stays as it is
 * usual; what makes no sense is noted and taken as if it were not written.
 */
public final class ConductReader {
    /** The names of its fields. */
    public static final Set<String> FIELDS =
            Set.of("queueOrder", "pastUse", "moves", "moveRatio", "keepAfter", "leaving");

    private static final Set<String> PAST = Set.of("weight", "halfLife");
    private static final int MOST_MOVES = 1000;
    private static final BigDecimal MOST_RATIO = BigDecimal.valueOf(1000);

    private ConductReader() {}

    /** The conduct that the fields state; others beside them are not looked at. */
    public static Conduct read(Field field) {
        Conduct usual = Conduct.USUAL;
        return new Conduct(
                field.get("leaving").duration(usual.leaving()),
                field.get("moves").integer(usual.moves(), 0, MOST_MOVES),
                number(field.get("moveRatio"), usual.moveRatio()),
                field.get("keepAfter").duration(usual.keepAfter()),
                fairness(field));
    }

    private static Fairness fairness(Field field) {
        Field past = field.get("pastUse");
        past.entries().forEach((name, each) -> {
            if (!PAST.contains(name)) {
                each.wrong("is not known; there are " + String.join(", ", new TreeSet<>(PAST)));
            }
        });
        double weight = number(past.get("weight"), past.present() ? 1000 : 0) / 1000.0;
        Duration halfLife = past.get("halfLife").duration(Fairness.USUAL.halfLife());
        if (halfLife.isZero()) {
            past.get("halfLife").wrong("must be longer than nothing");
            halfLife = Fairness.USUAL.halfLife();
        }
        return new Fairness(order(field.get("queueOrder")), weight, halfLife);
    }

    private static QueueOrder order(Field field) {
        for (QueueOrder order : QueueOrder.values()) {
            if (word(order).equals(field.text())) {
                return order;
            }
        }
        if (field.present()) {
            String words =
                    Arrays.stream(QueueOrder.values()).map(ConductReader::word).collect(Collectors.joining(", "));
            field.wrong(Field.quoted(field.text()) + " is not one of " + words);
        }
        return Fairness.USUAL.order();
    }

    private static String word(QueueOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    /** In thousandths. */
    private static int number(Field field, int otherwise) {
        if (!field.present()) {
            return otherwise;
        }
        BigDecimal amount = field.quantity().amount();
        if (amount.signum() < 0 || amount.compareTo(MOST_RATIO) > 0) {
            field.wrong(Field.quoted(field.text()) + " is not a number from 0 to " + MOST_RATIO);
            return otherwise;
        }
        return amount.movePointRight(3).intValue();
    }
}
