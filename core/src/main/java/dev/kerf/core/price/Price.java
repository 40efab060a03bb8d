package dev.kerf.core.price;

import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What so many GPUs cost for an hour, with all that comes with them (a node's CPUs, memory, disks), and who says so.
 *
 * @param hourly   of all the GPUs together, not negative
 * @param gpus     how many, at least 1; a node's price is not divided before it has to be
 * @param currency as ISO 4217 names it
 * @param origin   where it is from
 */
public record Price(BigDecimal hourly, int gpus, String currency, Origin origin) {
    private static final BigInteger MILLI_SECONDS_AN_HOUR = BigInteger.valueOf(3_600_000);
    private static final int SHOWN_PLACES = 4;
    private static final int CENT_PLACES = 2;

    /**
     * Where a price is from.
     *
     * @param basis  what kind of price: on-demand list, contract, amortised purchase
     * @param source who says so
     * @param date   when it was so
     */
    public record Origin(String basis, String source, LocalDate date) {
        /** {@code on-demand list, AWS us-east-1, 2026-07-20}. */
        @Override
        public String toString() {
            return basis + ", " + source + ", " + date;
        }
    }

    public Price {
        if (hourly.signum() < 0 || gpus < 1) {
            throw new IllegalArgumentException("no price: " + hourly + " an hour for " + gpus + " GPUs");
        }
    }

    /** What it comes to, rounded once and to the cent. */
    public Money of(GpuTime time) {
        BigDecimal exact =
                hourly.multiply(BigDecimal.valueOf(time.milliSeconds())).movePointRight(CENT_PLACES);
        int places = Math.max(0, exact.scale());
        BigInteger cents = exact.setScale(places, RoundingMode.UNNECESSARY).unscaledValue();
        BigInteger among =
                BigInteger.TEN.pow(places).multiply(BigInteger.valueOf(gpus)).multiply(MILLI_SECONDS_AN_HOUR);
        return Money.nearest(cents, among, currency);
    }

    /** What one GPU costs an hour, as people read it; for reading alone, since not every division ends. */
    public BigDecimal perGpu() {
        return hourly.divide(BigDecimal.valueOf(gpus), SHOWN_PLACES, RoundingMode.HALF_EVEN);
    }

    /** So many whole GPUs for an hour. */
    public static GpuTime gpuHours(long gpus) {
        return new GpuTime(Math.multiplyExact(gpus * Share.WHOLE, 3600L));
    }

    /** {@code 3.4309 USD a GPU-hour (on-demand list, AWS us-east-1, 2026-07-20)}. */
    @Override
    public String toString() {
        return perGpu().toPlainString() + " " + currency + " a GPU-hour (" + origin + ")";
    }
}
