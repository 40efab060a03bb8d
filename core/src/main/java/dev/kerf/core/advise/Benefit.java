package dev.kerf.core.advise;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.price.Money;
import dev.kerf.core.reason.Count;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an advice saves. In theory: GPUs of which nothing is held any more. Really: the GPUs of nodes that can go, and those
 * that work which waits then gets; the rest lies idle.
 *
 * @param theoretical GPUs nobody would hold, parts of GPUs added up where they are none whole
 * @param realisable  GPUs that can be given back or are put to work
 * @param empty       nodes on which nothing would stand
 * @param served      tasks that wait now and would have a place
 * @param placed      whether everything that runs now would have a place
 * @param theory      money an hour for the first; null: something has no price
 * @param real        money an hour for the second; null: something has no price
 * @param basis       the prices it was reckoned with, or which are missing
 * @param low         money an hour, the least it may come to; null: no price
 */
public record Benefit(
        double theoretical,
        double realisable,
        List<String> empty,
        List<TaskId> served,
        boolean placed,
        @Nullable Money theory,
        @Nullable Money real,
        List<String> basis,
        @Nullable Money low) {
    private static final int HOURS_A_MONTH = 730;

    public Benefit {
        empty = List.copyOf(empty);
        served = List.copyOf(served);
        basis = List.copyOf(basis);
    }

    /** Nothing that could be counted in GPUs. */
    public static Benefit none(String currency) {
        Money none = Money.none(currency);
        return new Benefit(0, 0, List.of(), List.of(), true, none, none, List.of(), none);
    }

    /** Money a month of an amount an hour. */
    public static @Nullable Money month(@Nullable Money hour) {
        return hour == null ? null : new Money(Math.multiplyExact(hour.cents(), HOURS_A_MONTH), hour.currency());
    }

    /** {@code 1 GPU in theory; really node b}. */
    public String sentence() {
        if (theoretical == 0 && empty.isEmpty() && served.isEmpty()) {
            return "no GPUs";
        }
        StringBuilder text = new StringBuilder(Count.of(number(theoretical), "GPU") + " in theory");
        if (!empty.isEmpty()) {
            text.append("; really ")
                    .append(empty.size() == 1 ? "node " : "nodes ")
                    .append(String.join(", ", empty));
        }
        if (!served.isEmpty()) {
            text.append("; room for ").append(Count.of(served.size(), "waiting task"));
        }
        if (empty.isEmpty() && served.isEmpty()) {
            text.append("; really none, until work that waits takes them or other work moves");
        }
        return text.toString();
    }

    static String number(double gpus) {
        return gpus == Math.rint(gpus) ? Long.toString((long) gpus) : String.format(Locale.ROOT, "%.2f", gpus);
    }
}
