package dev.kerf.objects.price;

import dev.kerf.core.price.Offer;
import dev.kerf.core.price.Price;
import dev.kerf.objects.node.GpuModel;
import dev.kerf.objects.read.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One price of a file. What it is for: {@code model} (in short or as the label has it), {@code instance},
 * {@code labels}, of which one at least must be given. What it is: {@code gpu}, or {@code node} for a machine of so many
 * {@code gpus}; an hour. Where it is from: {@code basis}, {@code source}, {@code date}, all of them. A {@code note} is for
 * readers.
 */
final class OfferForm {
    private static final Set<String> NAMES =
            Set.of("model", "instance", "labels", "gpu", "node", "gpus", "basis", "source", "date", "note");
    private static final int MOST_GPUS = 64;
    private static final int MOST_PLACES = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private final Field field;
    private final String currency;

    OfferForm(Field field, String currency) {
        this.field = field;
        this.currency = currency;
    }

    /** The offer; null where something is wrong with it, which is noted. */
    @Nullable
    Offer offer() {
        only(NAMES, field);
        String model = field.get("model").text();
        String instance = field.get("instance").text();
        var labels = field.get("labels").texts();
        if (model.isEmpty() && instance.isEmpty() && labels.isEmpty()) {
            field.wrong("says not what it is for; give model, instance or labels");
        }
        Price price = price();
        String product = model.isEmpty() ? "" : GpuModel.of(model).product();
        return price == null ? null : new Offer(product, instance, labels, price);
    }

    private @Nullable Price price() {
        boolean ofNode = field.get("node").present();
        if (ofNode == field.get("gpu").present()) {
            field.wrong("must have either gpu, the price of one GPU-hour, or node, the price of a machine's hour");
            return null;
        }
        if (ofNode != field.get("gpus").present()) {
            field.get("gpus")
                    .wrong(ofNode ? "is missing; say how many the machine has" : "goes with node, not with gpu");
            return null;
        }
        BigDecimal hourly = amount(field.get(ofNode ? "node" : "gpu"));
        Price.Origin origin = origin();
        int gpus = ofNode ? field.get("gpus").integer(1, 1, MOST_GPUS) : 1;
        return hourly == null || origin == null ? null : new Price(hourly, gpus, currency, origin);
    }

    private static @Nullable BigDecimal amount(Field field) {
        try {
            BigDecimal amount = new BigDecimal(field.text());
            if (amount.signum() >= 0 && amount.compareTo(MOST) <= 0 && amount.scale() <= MOST_PLACES) {
                return amount;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        field.wrong(Field.quoted(field.text()) + " is no price; write an amount of 0 to 1000000, six decimals at most");
        return null;
    }

    private Price.@Nullable Origin origin() {
        String basis = given("basis");
        String source = given("source");
        Field date = field.get("date");
        try {
            LocalDate day = LocalDate.parse(date.text());
            return basis.isEmpty() || source.isEmpty() ? null : new Price.Origin(basis, source, day);
        } catch (DateTimeParseException noDate) {
            date.wrong(Field.quoted(date.text()) + " is no date; write 2026-07-20");
            return null;
        }
    }

    private String given(String name) {
        String text = field.get(name).text();
        if (text.isEmpty()) {
            field.get(name).wrong("is missing; a price says where it is from");
        }
        return text;
    }

    static void only(Set<String> known, Field field) {
        field.entries().forEach((name, each) -> {
            if (!known.contains(name)) {
                each.wrong("is not known; there are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }
}
