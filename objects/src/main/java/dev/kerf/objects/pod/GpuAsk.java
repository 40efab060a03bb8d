package dev.kerf.objects.pod;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Field;
import java.util.List;

/**
 * What a pod asks of GPUs: whole ones as {@code nvidia.com/gpu}, parts by KAI's annotations. An annotation that makes no
 * sense is a problem of the pod, and the ask counts as none.
 *
 * @param need     the ask
 * @param refusals whole GPUs and parts at once
 */
record GpuAsk(GpuNeed need, List<Reason> refusals) {
    private static final String FRACTION = SharingKeys.FRACTION;
    private static final String MEMORY = SharingKeys.MEMORY;
    private static final int MOST_DEVICES = 64;
    private static final int MOST_WHOLE = 1024;
    private static final int MOST_MIB = 1 << 26;

    static GpuAsk of(Field annotations, Field spec, long asked) {
        GpuNeed part = part(annotations, spec);
        int whole = (int) Math.min(asked, MOST_WHOLE);
        if (asked > MOST_WHOLE) {
            spec.get("containers").wrong("ask for " + asked + " GPUs on one node, more than any machine has");
        }
        if (part instanceof GpuNeed.None) {
            return new GpuAsk(whole == 0 ? part : new GpuNeed.Whole(whole), List.of());
        }
        if (whole == 0) {
            return new GpuAsk(part, List.of());
        }
        return new GpuAsk(
                part,
                List.of(Reason.of(
                        Code.GPU_CONTRADICTION,
                        "whole",
                        whole == 1 ? "1 whole GPU" : whole + " whole GPUs",
                        "part",
                        text(part))));
    }

    private static String text(GpuNeed part) {
        return switch (part) {
            case GpuNeed.Fraction f -> Share.text(f.thousandths()) + " of a GPU";
            case GpuNeed.Memory m -> m.perDevice() + " of GPU memory";
            case GpuNeed.None none -> "none";
            case GpuNeed.Whole w -> w.devices() + " GPUs";
        };
    }

    private static GpuNeed part(Field annotations, Field spec) {
        Field container = annotations.get(SharingKeys.CONTAINER);
        GpuNeed part = amount(annotations);
        if (!(part instanceof GpuNeed.None)) {
            TargetContainer.of(annotations, spec);
        } else if (container.present()
                && !annotations.get(FRACTION).present()
                && !annotations.get(MEMORY).present()) {
            container.wrong("names a container but not what part of a GPU it gets; add " + FRACTION + " or " + MEMORY);
        }
        return part;
    }

    private static GpuNeed amount(Field annotations) {
        Field fraction = annotations.get(FRACTION);
        Field memory = annotations.get(MEMORY);
        Field devices = annotations.get(SharingKeys.DEVICES);
        int count = devices.integer(1, 1, MOST_DEVICES);
        if (fraction.present() && memory.present()) {
            fraction.wrong("stands beside " + MEMORY + "; write one of them");
            return new GpuNeed.None();
        }
        if (fraction.present()) {
            return fraction(fraction, count);
        }
        if (memory.present()) {
            int mebibytes = memory.integer(0, 1, MOST_MIB);
            return mebibytes == 0 ? new GpuNeed.None() : new GpuNeed.Memory(Bytes.ofMib(mebibytes), count);
        }
        if (devices.present()) {
            devices.wrong("says how many GPUs but not what part of each; add " + FRACTION + " or " + MEMORY);
        }
        return new GpuNeed.None();
    }

    private static GpuNeed fraction(Field field, int count) {
        try {
            return new GpuNeed.Fraction(Fractions.thousandths(field.text()), count);
        } catch (Fractions.FractionException problem) {
            field.wrong(Field.quoted(field.text()) + " " + problem.problem());
            return new GpuNeed.None();
        }
    }
}
