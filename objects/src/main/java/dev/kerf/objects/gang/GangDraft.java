package dev.kerf.objects.gang;

import dev.kerf.core.model.PartId;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.terms.TermsDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object tells of the gang it makes.
 *
 * @param id          {@code PodGroup/train}
 * @param object      the object
 * @param created     of the object
 * @param form        how its pods belong together
 * @param whole       its parts and minimums; its name is empty
 * @param open        pods may name parts it does not, and these need nothing
 * @param parent      the gang it is a part of; null: of none
 * @param started     it has started once
 * @param refusals    what of it makes no sense
 * @param terms       on what terms its pods use the cluster, and how close together they stand
 * @param grace       how long it may be short of members before what is left of it leaves; null: not said
 * @param shortSince  since when it is, by somebody else's word; null: not said
 */
public record GangDraft(
        PartId id,
        GangObject object,
        Instant created,
        Form form,
        PartDraft whole,
        boolean open,
        @Nullable PartId parent,
        boolean started,
        List<Reason> refusals,
        TermsDraft terms,
        @Nullable Duration grace,
        @Nullable Instant shortSince) {
    /** How the pods of an object belong together. */
    enum Form {
        /** All are one gang. */
        TOGETHER,
        /** Each part is a gang of its own, since one waits for the other to run. */
        PART_BY_PART,
        /** Each goes alone. */
        ALONE,
        /** It has no pods but other gangs as its parts. */
        COMPOSITE
    }

    public GangDraft {
        refusals = List.copyOf(refusals);
    }

    /** Whether all its pods are one gang, which is part of no other. */
    boolean isFlat() {
        return form == Form.TOGETHER && whole.parts().isEmpty() && parent == null && refusals.isEmpty();
    }

    /** Whether it makes a gang at all. */
    boolean binds() {
        return form != Form.ALONE || !refusals.isEmpty();
    }

    /** The part directly below the whole that holds this one; the part itself where none does. */
    String topmost(String leaf) {
        return whole.parts().stream()
                .filter(p -> p.holds(leaf))
                .map(PartDraft::name)
                .findFirst()
                .orElse(leaf);
    }
}
