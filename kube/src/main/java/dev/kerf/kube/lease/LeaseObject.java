package dev.kerf.kube.lease;

import dev.kerf.kube.api.Moments;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code coordination.k8s.io/v1} Lease.
 *
 * @param version     of the object; empty: it is to be made
 * @param holder      empty: nobody
 * @param seconds     how long it lasts after a renewal
 * @param acquired    as written
 * @param renewed     as written
 * @param transitions how often the holder changed
 */
record LeaseObject(String version, String holder, int seconds, String acquired, String renewed, int transitions) {
    static final LeaseObject NONE = new LeaseObject("", "", 0, "", "", 0);

    static LeaseObject read(byte[] json) throws IOException {
        Field root = ServerObject.read(json);
        Field spec = root.get("spec");
        return new LeaseObject(
                root.at("metadata", "resourceVersion").text(),
                spec.get("holderIdentity").text(),
                spec.get("leaseDurationSeconds").integer(0, 0, Integer.MAX_VALUE),
                spec.get("acquireTime").text(),
                spec.get("renewTime").text(),
                spec.get("leaseTransitions").integer(0, 0, Integer.MAX_VALUE));
    }

    /** It as the process takes or keeps it. */
    LeaseObject heldBy(String identity, int lasting, Instant now) {
        String at = Moments.micros(now);
        boolean kept = holder.equals(identity);
        boolean first = version.isEmpty();
        return new LeaseObject(
                version, identity, lasting, kept ? acquired : at, at, kept || first ? transitions : transitions + 1);
    }

    /** It as the process gives it up, so that nobody has to wait for its end. */
    LeaseObject released(Instant now) {
        return new LeaseObject(version, "", 1, acquired, Moments.micros(now), transitions);
    }

    byte[] json(LeaseTerms terms) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", terms.name());
        metadata.put("namespace", terms.namespace());
        if (!version.isEmpty()) {
            metadata.put("resourceVersion", version);
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", seconds);
        spec.put("acquireTime", acquired);
        spec.put("renewTime", renewed);
        spec.put("leaseTransitions", transitions);
        return Documents.bytes(
                Map.of("apiVersion", "coordination.k8s.io/v1", "kind", "Lease", "metadata", metadata, "spec", spec));
    }
}
