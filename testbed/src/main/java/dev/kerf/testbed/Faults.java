package dev.kerf.testbed;

import java.util.List;

/** What fails when. */
@FunctionalInterface
public interface Faults {
    /** Nothing ever fails. */
    Faults NONE = (method, target, nth) -> Fault.NONE;

    /**
     * What becomes of a request. Called while the request waits.
     *
     * @param target path and query
     * @param nth    which request of this method and path it is, from 1
     */
    Fault of(String method, String target, int nth);

    /**
     * Each request fails with this chance. The same seed lets the same requests fail in the same way, however many come at
     * once.
     *
     * @param percent of the requests
     */
    static Faults seeded(long seed, int percent) {
        return (method, target, nth) -> {
            long dice = mixed(seed, method + " " + path(target), nth);
            List<Fault> possible = possible(method, target);
            boolean fails = Long.remainderUnsigned(dice, 100) < percent;
            return fails ? possible.get((int) Long.remainderUnsigned(dice >>> 20, possible.size())) : Fault.NONE;
        };
    }

    private static List<Fault> possible(String method, String target) {
        if (target.contains("watch=1")) {
            return List.of(Fault.BROKEN, Fault.OVERLOADED, Fault.GONE, Fault.CUT, Fault.CUT, Fault.CUT, Fault.SLOW);
        }
        if (method.equals("GET")) {
            List<Fault> reading = List.of(Fault.BROKEN, Fault.OVERLOADED, Fault.LOST, Fault.SILENT, Fault.SLOW);
            return target.contains("continue=") ? List.of(Fault.GONE) : reading;
        }
        return List.of(
                Fault.BROKEN, Fault.OVERLOADED, Fault.CONFLICT, Fault.LOST, Fault.LOST, Fault.LATE, Fault.SILENT);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Well mixed bits of all three (the finalizer of MurmurHash3). */
    private static long mixed(long seed, String text, int nth) {
        long bits = seed * 0x9E3779B97F4A7C15L + text.hashCode() * 0xC2B2AE3D27D4EB4FL + nth;
        bits = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
