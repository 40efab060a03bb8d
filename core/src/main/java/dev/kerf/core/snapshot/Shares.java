package dev.kerf.core.snapshot;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task of each class takes of each device it touches, by the nodes' shape. */
final class Shares {
    private static final Share NOTHING = new Share(0, Bytes.ZERO);
    private final int groups;
    private final @Nullable Share[] shares;

    Shares(List<TaskClass> classes, List<Group> groups) {
        this.groups = groups.size();
        this.shares = new @Nullable Share[classes.size() * this.groups];
        for (TaskClass c : classes) {
            for (Group g : groups) {
                shares[c.index() * this.groups + g.index()] = share(c.need().gpu(), g.gpus());
            }
        }
    }

    @Nullable
    Share of(int taskClass, int group) {
        return shares[taskClass * groups + group];
    }

    /** Null where memory is asked for and the devices do not state theirs, or have less. */
    static @Nullable Share share(GpuNeed need, Gpus gpus) {
        return switch (need) {
            case GpuNeed.None none -> NOTHING;
            case GpuNeed.Whole whole -> new Share(Share.WHOLE, gpus.memory());
            case GpuNeed.Fraction f -> new Share(f.thousandths(), part(gpus.memory(), f.thousandths()));
            case GpuNeed.Memory m -> ofMemory(m.perDevice(), gpus.memory());
        };
    }

    private static Bytes part(Bytes memory, int thousandths) {
        long whole = memory.count() / Share.WHOLE * thousandths;
        return new Bytes(whole + memory.count() % Share.WHOLE * thousandths / Share.WHOLE);
    }

    private static @Nullable Share ofMemory(Bytes wanted, Bytes memory) {
        if (memory.count() == 0 || wanted.count() > memory.count()) {
            return null;
        }
        double exact = (double) wanted.count() * Share.WHOLE / memory.count();
        return new Share((int) Math.min(Share.WHOLE, Math.ceil(exact)), wanted);
    }
}
