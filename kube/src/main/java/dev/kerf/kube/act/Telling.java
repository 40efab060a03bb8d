package dev.kerf.kube.act;

import dev.kerf.core.act.Proposal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells those whom an object belongs to what stops an action on it, and what is going to be done. */
record Telling(Writer writer, AuditLog audit) {
    /** An action is not done now; where that is only since nobody was told of it, they are. */
    void stopped(Proposal proposal, Live anchor, Guarding guarding, Instant now) {
        Live noted = note(proposal, anchor, guarding, now);
        announce(proposal, noted, guarding, now);
    }

    /** Writes what was found on the object, and tells of what stops it, once for each change of it. */
    private Live note(Proposal proposal, Live anchor, Guarding guarding, Instant now) {
        if (!guarding.level().writes()) {
            return anchor;
        }
        String before = Notes.stops(anchor.annotation(Keys.GUARDS));
        String text = Notes.json(proposal.advice(), guarding.guards());
        if (before.equals(Notes.stops(text))) {
            return anchor;
        }
        Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
        annotations.put(Keys.GUARDS, text);
        Live marked = writer.mark(anchor, true, annotations, Map.of());
        writer.tell(anchor, false, "ActionStopped", proposal.advice() + " is not done: " + guarding.why(), now);
        return marked == null ? anchor : marked;
    }

    /** Before its work is stopped an owner is told; how long before, the policy says. */
    private void announce(Proposal proposal, Live anchor, Guarding guarding, Instant now) {
        if (guarding.level().writes() && guarding.onlyUnannounced() && !guarding.told()) {
            String text = Writer.text(Map.of("advice", proposal.advice(), "at", now.toString()));
            audit.add(now, "announced", Map.of("advice", proposal.advice(), "object", anchor.toString()));
            Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
            annotations.put(Keys.ANNOUNCED, text);
            if (writer.mark(anchor, true, annotations, Map.of()) != null) {
                writer.tell(
                        anchor,
                        true,
                        "ReclaimAnnounced",
                        "Kerf is going to " + proposal.action().sentence() + " (" + proposal.advice()
                                + "); to put it off, set " + Keys.SNOOZE,
                        now);
            }
        }
    }
}
