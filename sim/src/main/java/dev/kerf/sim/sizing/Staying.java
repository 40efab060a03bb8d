package dev.kerf.sim.sizing;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.Evidence;
import dev.kerf.core.size.Margins;
import dev.kerf.core.size.Sized;
import dev.kerf.core.size.Sizer;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Kerf's advice about a part of a GPU that stays, asked anew every hour. Of what is not compute it sees next to nothing. */
final class Staying implements SizingRule {
    private static final Bytes CARD = Bytes.ofGib(80);
    private static final Container ANY = new Container("default", "any", "main");
    private final ContainerUse use = new ContainerUse();
    private final Margins margins;
    private int count;

    /** @param headroom times what was used */
    Staying(double headroom) {
        Margins usual = Margins.USUAL;
        this.margins = new Margins(
                headroom, usual.memory(), 1, usual.history(), usual.coverage(), usual.attribution(), usual.halfLife());
    }

    @Override
    public void observe(double used) {
        for (Measure measure : Measure.values()) {
            double value = measure == Measure.GPU_ACTIVITY ? used : 0;
            use.add(measure, Trial.moment(count), new Judged.Taken(value));
        }
        count++;
    }

    @Override
    public double part() {
        Instant now = Trial.moment(count);
        Map<Measure, Trust> trust = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            use.of(measure).forgetBefore(now.minus(Rules.REMEMBERED));
            trust.put(measure, use.meter(measure).trust(count, Attribution.WHOLE_DEVICE));
        }
        Duration history = Duration.between(Trial.START, now);
        Evidence evidence = new Evidence(ANY, use, Map.of(), trust, now, history, null);
        return switch (Sizer.size(evidence, CARD, margins)) {
            case Sized.Known known -> known.size().compute().target() / Share.WHOLE;
            case Sized.Unknown _ -> 1;
        };
    }
}
