package dev.kerf.server.same;

import java.util.List;
import java.util.Map;

/**
 * A cluster to be looked at in several ways.
 *
 * @param name    for messages
 * @param objects as JSON trees, in the order a server is to be given them
 */
record Case(String name, List<Map<String, Object>> objects) {
    Case {
        objects = List.copyOf(objects);
    }

    @Override
    public String toString() {
        return name;
    }
}
