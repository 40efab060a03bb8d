package dev.kerf.core.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nothing of a device's cost is lost and nothing is made up, however it is shared. */
class BillProperties {
    private static final Price.Origin ORIGIN = new Price.Origin("contract", "us", LocalDate.of(2026, 11, 1));

    private static Price price(Random random) {
        return new Price(BigDecimal.valueOf(random.nextInt(1_000_000), 4), 1 + random.nextInt(16), "USD", ORIGIN);
    }

    private static Held held(Random random, int kind) {
        return switch (kind) {
            case 0 -> new Held.Whole();
            case 1 -> new Held.Instance(1 + random.nextInt(7), 1 + random.nextInt(8));
            case 2 -> new Held.Replicas(1 + random.nextInt(2), 2 + random.nextInt(9));
            default -> new Held.Fraction(1 + random.nextInt(1000));
        };
    }

    private static long cents(Bill bill, String holder) {
        return Objects.requireNonNull(bill.holders().get(holder)).cents();
    }

    private static List<Bill.Entry> entries(Random random, Duration stretch) {
        List<Bill.Entry> entries = new ArrayList<>();
        int count = random.nextInt(9);
        int kind = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            long time = random.nextLong(stretch.toMillis() + 1);
            entries.add(new Bill.Entry(
                    "pod-" + random.nextInt(5),
                    held(random, kind == 4 ? random.nextInt(4) : kind),
                    Duration.ofMillis(time)));
        }
        return entries;
    }

    @Property
    void holdersAndIdleAddUpToTheDeviceToTheCent(@ForAll Random random) {
        Duration stretch = Duration.ofSeconds(1 + random.nextInt(2_700_000));
        Bill bill = Bill.of(price(random), stretch, entries(random, stretch));
        Money sum = bill.holders().values().stream().reduce(bill.idle(), Money::plus);
        assertThat(sum).isEqualTo(bill.total());
        assertThat(bill.idle().cents()).isNotNegative();
        assertThat(bill.holders().values())
                .allSatisfy(m -> assertThat(m.cents()).isNotNegative());
    }

    @Property
    void eachIsChargedWithinACentOfItsExactPart(@ForAll Random random) {
        List<BigInteger> weights = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            weights.add(BigInteger.valueOf(random.nextInt(1000)));
        }
        weights.add(BigInteger.ONE);
        long cents = random.nextLong(1L << 40);
        long[] parts = Remainders.divided(cents, weights);
        assertThat(Arrays.stream(parts).sum()).isEqualTo(cents);
        double all = weights.stream().mapToDouble(BigInteger::doubleValue).sum();
        for (int i = 0; i < parts.length; i++) {
            assertThat(Math.abs(parts[i] - cents * weights.get(i).doubleValue() / all))
                    .isLessThan(1.001);
        }
    }

    @Property
    void whoHoldsMorePaysNoLess(@ForAll Random random) {
        Duration stretch = Duration.ofSeconds(1 + random.nextInt(2_700_000));
        List<Bill.Entry> entries = new ArrayList<>();
        int less = 1 + random.nextInt(500);
        entries.add(new Bill.Entry("more", new Held.Fraction(less + random.nextInt(500)), stretch));
        entries.add(new Bill.Entry("less", new Held.Fraction(less), stretch));
        Bill bill = Bill.of(price(random), stretch, entries);
        assertThat(cents(bill, "more")).isGreaterThanOrEqualTo(cents(bill, "less"));
    }
}
