package dev.kerf.core.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.Given;
import dev.kerf.core.model.GpuTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final Price.Origin ORIGIN =
            new Price.Origin("on-demand list", "AWS us-east-1", LocalDate.of(2026, 7, 20));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Price TEN = new Price(BigDecimal.TEN, 1, "USD", ORIGIN);

    private static Money usd(long cents) {
        return new Money(cents, "USD");
    }

    private static Bill.Entry entry(String holder, Held held) {
        return new Bill.Entry(holder, held, HOUR);
    }

    @Test
    void aNodesPriceIsDividedOnlyAtTheEnd() {
        Price p4de = new Price(new BigDecimal("27.4471"), 8, "USD", ORIGIN);
        assertThat(p4de.of(Price.gpuHours(8))).isEqualTo(usd(2745));
        assertThat(p4de.of(Price.gpuHours(8 * 730))).isEqualTo(usd(2_003_638));
        assertThat(p4de).hasToString("3.4309 USD a GPU-hour (on-demand list, AWS us-east-1, 2026-07-20)");
    }

    @Test
    void halfACentGoesToTheEvenOne() {
        Price price = new Price(new BigDecimal("0.005"), 1, "USD", ORIGIN);
        assertThat(price.of(Price.gpuHours(1))).isEqualTo(usd(0));
        assertThat(price.of(Price.gpuHours(3))).isEqualTo(usd(2));
        assertThat(price.of(GpuTime.ZERO)).isEqualTo(usd(0));
    }

    @Test
    void threeThirdsOfTenDollarsAreTenDollars() {
        List<Bill.Entry> thirds = List.of(
                entry("a", new Held.Replicas(1, 3)),
                entry("b", new Held.Replicas(1, 3)),
                entry("c", new Held.Replicas(1, 3)));
        Bill bill = Bill.of(TEN, HOUR, thirds);
        assertThat(bill.holders()).containsEntry("a", usd(334)).containsEntry("b", usd(333));
        assertThat(bill.idle()).isEqualTo(usd(0));
    }

    @Test
    void whatNobodyHeldIsIdle() {
        Bill bill = Bill.of(TEN, HOUR, List.of(entry("a", new Held.Fraction(350)), entry("b", new Held.Fraction(350))));
        assertThat(bill.holders()).containsEntry("a", usd(350)).containsEntry("b", usd(350));
        assertThat(bill.idle()).isEqualTo(usd(300));
        assertThat(Bill.of(TEN, HOUR, List.of()).idle()).isEqualTo(usd(1000));
    }

    @Test
    void halfTheTimeIsHalfTheMoney() {
        Bill bill = Bill.of(TEN, HOUR, List.of(new Bill.Entry("a", new Held.Whole(), Duration.ofMinutes(30))));
        assertThat(bill.holders()).containsEntry("a", usd(500));
        assertThat(bill.idle()).isEqualTo(usd(500));
    }

    @Test
    void aMigInstanceIsChargedForWhatIsScarcerOfIt() {
        // 1g.20gb: one compute slice of seven, two memory slices of eight; 3g.40gb: three of seven, four of eight.
        Bill bill = Bill.of(
                TEN, HOUR, List.of(entry("small", new Held.Instance(1, 2)), entry("half", new Held.Instance(3, 4))));
        assertThat(bill.holders()).containsEntry("small", usd(250)).containsEntry("half", usd(500));
        assertThat(bill.idle()).isEqualTo(usd(250));
    }

    @Test
    void instancesThatRoundUpToMoreThanTheDeviceAreChargedInProportion() {
        List<Bill.Entry> seven = java.util.stream.IntStream.range(0, 7)
                .mapToObj(i -> entry("pod-" + i, new Held.Instance(1, i == 0 ? 2 : 1)))
                .toList();
        Bill bill = Bill.of(TEN, HOUR, seven);
        assertThat(bill.idle()).isEqualTo(usd(0));
        assertThat(bill.holders().values().stream().mapToLong(Money::cents).sum())
                .isEqualTo(1000);
    }

    @Test
    void currenciesDoNotMix() {
        assertThatThrownBy(() -> usd(1).plus(new Money(1, "EUR"))).hasMessageContaining("0.01 EUR");
        assertThat(usd(-5).minus(usd(100))).hasToString("-1.05 USD");
    }

    @Test
    void whatIsNoPartIsRefused() {
        assertThatThrownBy(() -> new Held.Instance(8, 1)).hasMessage("compute slices must be 1 to 7, are 8");
        assertThatThrownBy(() -> new Held.Replicas(5, 4)).hasMessage("replicas must be 1 to 4, are 5");
        assertThatThrownBy(() -> new Held.Fraction(0)).hasMessage("thousandths must be 1 to 1000, are 0");
        assertThatThrownBy(() -> new Bill.Entry("a", new Held.Whole(), HOUR.negated()))
                .hasMessage("a cannot have held a GPU for PT-1H");
    }

    @Test
    void theFirstOfferThatCoversTheMachineIsItsPrice() {
        PriceBook ours = new PriceBook(
                "ours",
                "USD",
                List.of(new Offer(
                        "H100", "", Map.of("pool", "reserved"), new Price(BigDecimal.ONE, 1, "USD", ORIGIN))));
        PriceBook list = new PriceBook("list", "USD", List.of(new Offer("", "p5.48xlarge", Map.of(), TEN)));
        PriceBook book = ours.over(list);
        Map<String, String> labels = Map.of("node.kubernetes.io/instance-type", "p5.48xlarge");
        Map<String, String> reserved = Map.of("node.kubernetes.io/instance-type", "p5.48xlarge", "pool", "reserved");
        Asset plain = Asset.of(Given.machine("a", 8).withLabels(labels));
        assertThat(book.of(plain)).isEqualTo(new Priced.Known(TEN));
        assertThat(book.of(Asset.of(Given.machine("b", 8).withLabels(reserved))))
                .isInstanceOfSatisfying(
                        Priced.Known.class, k -> assertThat(k.price().hourly()).isEqualTo("1"));
        assertThat(book.version()).isEqualTo("ours over list");
    }

    @Test
    void aBookInAnotherCurrencyIsLeftOutSinceThereIsNoRate() {
        PriceBook euro = new PriceBook("euro", "EUR", List.of());
        assertThat(euro.over(new PriceBook("list", "USD", List.of(new Offer("", "p5", Map.of(), TEN)))))
                .isEqualTo(euro);
        assertThatThrownBy(() -> new PriceBook("mixed", "EUR", List.of(new Offer("", "p5", Map.of(), TEN))))
                .hasMessageContaining("another currency");
    }

    @Test
    void whatIsNotInTheBookHasNoPriceAtAll() {
        PriceBook book = new PriceBook("list", "USD", List.of(new Offer("H100", "", Map.of(), TEN)));
        assertThat(book.of(new Asset("Radeon", "metal", Map.of())))
                .isInstanceOf(Priced.Unknown.class)
                .hasToString("no price is known of Radeon in metal");
        assertThat(book.of(new Asset("", "", Map.of()))).hasToString("no price is known of a GPU of unknown model");
    }
}
