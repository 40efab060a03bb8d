package dev.kerf.fakecluster.table;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** When and how often something happened, in old events and new ones. */
final class EventTimes {
    private EventTimes() {}

    static String first(ObjectNode event) {
        String old = text(event, "firstTimestamp");
        return old.isEmpty() ? text(event, "eventTime") : old;
    }

    static String last(ObjectNode event) {
        String series = text(event, "series", "lastObservedTime");
        String old = text(event, "lastTimestamp");
        return !series.isEmpty() ? series : old.isEmpty() ? first(event) : old;
    }

    static int count(ObjectNode event) {
        int series = at(event, "series", "count").asInt(0);
        return series > 0 ? series : Math.max(1, event.path("count").asInt(1));
    }

    static String source(ObjectNode event) {
        String component = text(event, "source", "component");
        String name = component.isEmpty() ? text(event, "reportingComponent") : component;
        String host = component.isEmpty() ? text(event, "reportingInstance") : text(event, "source", "host");
        return host.isEmpty() ? name : name + ", " + host;
    }
}
