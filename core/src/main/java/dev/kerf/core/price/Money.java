package dev.kerf.core.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An amount of money, exact to the hundredth of its currency's unit.
 *
 * @param cents    hundredths; may be negative as a difference
 * @param currency as ISO 4217 names it
 */
public record Money(long cents, String currency) {
    private static final int PLACES = 2;

    public static Money none(String currency) {
        return new Money(0, currency);
    }

    /** The amount nearest to a fraction, half a cent to the even one. */
    static Money nearest(BigInteger cents, BigInteger among, String currency) {
        BigDecimal exact = new BigDecimal(cents).divide(new BigDecimal(among), 0, RoundingMode.HALF_EVEN);
        return new Money(exact.longValueExact(), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ: there is no rate here */
    public Money plus(Money other) {
        return new Money(Math.addExact(cents, same(other).cents), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, same(other).cents), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    this + " and " + other + " cannot be added; give all prices in one currency");
        }
        return other;
    }

    /** {@code 12527.04 USD}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(cents, PLACES).toPlainString() + " " + currency;
    }
}
