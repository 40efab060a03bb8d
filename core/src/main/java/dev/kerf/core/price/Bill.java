package dev.kerf.core.price;

import dev.kerf.core.model.GpuTime;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What one device cost in a stretch of time, divided among those who held it: Σ holders + idle = total, to the cent,
 * however it is shared. What was held more than once (an overcommitted device, MIG slices that round up) is divided in
 * proportion, and then nothing is idle.
 *
 * @param total   price of the device for the time
 * @param holders what each is charged, by name
 * @param idle    the cost of what nobody held
 */
public record Bill(Money total, SequencedMap<String, Money> holders, Money idle) {
    private static final BigInteger NOBODY = BigInteger.ZERO;

    public Bill {
        holders = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(holders));
    }

    /**
     * A part of a device, held for a time.
     *
     * @param holder who is charged; several entries of one holder are added
     * @param held   the part
     * @param time   within the stretch, not negative
     */
    public record Entry(String holder, Held held, Duration time) {
        public Entry {
            if (time.isNegative()) {
                throw new IllegalArgumentException(holder + " cannot have held a GPU for " + time);
            }
        }
    }

    /** The bill of one device for a stretch of time. */
    public static Bill of(Price price, Duration stretch, List<Entry> entries) {
        Money total = price.of(GpuTime.of(dev.kerf.core.model.Share.WHOLE, stretch));
        BigInteger unit = unit(entries);
        List<BigInteger> weights = new ArrayList<>();
        entries.forEach(entry -> weights.add(weight(entry, unit)));
        BigInteger held = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger whole = unit.multiply(BigInteger.valueOf(Math.max(1, stretch.toMillis())));
        weights.add(whole.subtract(held).max(NOBODY));
        long[] parts = Remainders.divided(total.cents(), weights);
        SequencedMap<String, Money> holders = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            holders.merge(entries.get(i).holder(), new Money(parts[i], price.currency()), Money::plus);
        }
        return new Bill(total, holders, new Money(parts[entries.size()], price.currency()));
    }

    /** A number that all entries' parts of the device are whole parts of. */
    private static BigInteger unit(List<Entry> entries) {
        return entries.stream()
                .map(e -> BigInteger.valueOf(e.held().among()))
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b));
    }

    private static BigInteger weight(Entry entry, BigInteger unit) {
        return unit.divide(BigInteger.valueOf(entry.held().among()))
                .multiply(BigInteger.valueOf(entry.held().parts()))
                .multiply(BigInteger.valueOf(entry.time().toMillis()));
    }
}
