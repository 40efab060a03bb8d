package dev.kerf.core.price;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides cents by weight so that nothing is lost: each party gets its exact part rounded down, and the cents that are
 * left go one each to those whose part lost most (the largest remainder method of A. Hamilton, 1792). Of equal remainders
 * the earlier party's goes first, so that the same bill is divided the same way.
 */
final class Remainders {
    private Remainders() {}

    /**
     * The parts, in the order of the weights.
     *
     * @param weights not negative, not all zero
     */
    static long[] divided(long cents, List<BigInteger> weights) {
        BigInteger all = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (all.signum() <= 0) {
            throw new IllegalArgumentException("there is nobody to divide " + cents + " cents among");
        }
        BigInteger[][] exact = weights.stream()
                .map(w -> w.multiply(BigInteger.valueOf(cents)).divideAndRemainder(all))
                .toArray(BigInteger[][]::new);
        long[] parts = IntStream.range(0, exact.length)
                .mapToLong(i -> exact[i][0].longValueExact())
                .toArray();
        long left = cents - java.util.Arrays.stream(parts).sum();
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact[i][1]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
