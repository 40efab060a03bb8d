package dev.kerf.core.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Share;
import java.util.function.LongFunction;

/**
 * What a policy lets a pod or a container ask for.
 *
 * @param fraction of a GPU, in thousandths
 * @param cpu      of a container, in thousandths of a core
 * @param memory   of a container, in bytes
 */
public record Bounds(Range fraction, Range cpu, Range memory) {
    /** Anything. */
    public static final Bounds NONE = new Bounds(Range.ALL, Range.ALL, Range.ALL);

    /** From the least to the most, both included. */
    public record Range(long least, long most) {
        static final Range ALL = new Range(0, Long.MAX_VALUE);

        boolean has(long amount) {
            return amount >= least && amount <= most;
        }

        private String outside(String what, long amount, LongFunction<String> text) {
            if (has(amount)) {
                return "";
            }
            String bound = amount < least ? "at least " + text.apply(least) : "at most " + text.apply(most);
            return text.apply(amount) + " of " + what + " is asked for, and the policy wants " + bound;
        }
    }

    /** What of the action is beyond them, in a sentence; empty: nothing. */
    public String beyond(Action action) {
        return switch (action) {
            case Action.Fraction f -> fraction.outside("a GPU", f.thousandths(), Share::text);
            case Action.Requests r -> beyond(r);
            case Action.Scale s -> "";
            case Action.ScaleToZero s -> "";
            case Action.Gpus g -> "";
            case Action.Extended e -> "";
            case Action.Arguments a -> "";
            case Action.Selector s -> "";
            case Action.Drain d -> "";
            case Action.Move m -> "";
            case Action.Manifest m -> "";
        };
    }

    private String beyond(Action.Requests asked) {
        Cpu cores = asked.cpu();
        Bytes bytes = asked.memory();
        String ofCpu = cores == null ? "" : cpu.outside("CPU", cores.milli(), milli -> "" + new Cpu(milli));
        String ofMemory = bytes == null ? "" : memory.outside("memory", bytes.count(), count -> "" + new Bytes(count));
        return ofCpu.isEmpty() ? ofMemory : ofCpu;
    }
}
