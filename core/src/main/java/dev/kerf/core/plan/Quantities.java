package dev.kerf.core.plan;

import dev.kerf.core.account.Charges;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Count;
import dev.kerf.core.victim.Ask;

/** Amounts of what queues are charged, as people write them. */
record Quantities(Charges charges) {
    /** With its unit: {@code 80 GPUs}, {@code 4 CPUs}, {@code 2 H100}. */
    String text(int column, long amount) {
        String name = charges.name(column);
        String bare = bare(column, amount);
        return switch (name) {
            case Charges.GPUS -> bare + (amount == Share.WHOLE ? " GPU" : " GPUs");
            case "cpu" -> bare + (bare.equals("1") ? " CPU" : " CPUs");
            case "memory" -> bare + " of memory";
            case "ephemeral-storage" -> bare + " of ephemeral storage";
            default -> bare + " " + name;
        };
    }

    /** What is asked for: GPUs, or else room. */
    String need(Ask ask) {
        int pods = ask.tasks().length;
        return ask.wanted()[Charges.GPU] > 0
                ? text(Charges.GPU, ask.wanted()[Charges.GPU])
                : "room for " + Count.of(pods, "pod");
    }

    /** The number alone. */
    String bare(int column, long amount) {
        if (amount == Quota.UNLIMITED) {
            return "no bound";
        }
        if (column == Charges.GPU || column >= charges.resources()) {
            return Share.text(amount);
        }
        return switch (charges.name(column)) {
            case "cpu" -> new Cpu(amount).toString();
            case "memory", "ephemeral-storage" -> new Bytes(amount).toString();
            default -> Long.toString(amount);
        };
    }
}
