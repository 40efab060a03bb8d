package dev.kerf.kube.survey;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.time.Duration;
import java.time.Instant;

/**
 * What a pod's own object says to somebody who asks why it waits.
 *
 * @param scheduler whose it is
 * @param phase     Pending, Running, Succeeded, Failed or Unknown
 * @param node      empty: none yet
 * @param message   of its condition PodScheduled while that is False and Unschedulable; else empty
 * @param told      when that was written
 */
public record AskedPod(String scheduler, String phase, String node, String message, Instant told) {
    /** A sentence whose numbers alone changed is written again after ten seconds; until then it is the one that counts. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    static AskedPod of(Item item) {
        Field root = item.root();
        Field scheduled = root.at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodScheduled"))
                .filter(c -> c.get("status").text().equals("False"))
                .filter(c -> c.get("reason").text().equals("Unschedulable"))
                .findFirst()
                .orElse(root.absent());
        return new AskedPod(
                root.at("spec", "schedulerName").text(),
                root.at("status", "phase").text(),
                root.at("spec", "nodeName").text(),
                scheduled.get("message").text(),
                scheduled.get("lastTransitionTime").time());
    }

    /** Whether it is done. */
    public boolean finished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether its condition was written so lately that the scheduler has not come to write another. */
    public boolean freshlyTold(Instant now) {
        return !message.isEmpty() && told.plus(FRESH).isAfter(now);
    }
}
