package dev.kerf.core.plan;

import dev.kerf.core.model.PartId;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;

/**
 * What a cycle says of a gang, or of a part of one.
 *
 * @param gang   the whole gang
 * @param part   the part it is about; the gang itself where it has no parts
 * @param fit    fits: with what the plan binds it has started; not now or never: it is held as a whole
 * @param reason how it starts, or why it does not
 */
public record GangVerdict(PartId gang, PartId part, Fit fit, Reason reason) {}
