package dev.kerf.kube.reflect;

import dev.kerf.objects.read.ServerEvent;
import java.io.IOException;

/** How far a watch has come. Lines arrive on a thread of the client's; none counts after the watch was given up. */
final class Position {
    private final Resource resource;
    private final Sink sink;
    private final Backoff backoff;
    private String version;
    private boolean lost;
    private boolean closed;
    private boolean moved;

    /** @param version of what was listed */
    Position(String version, Resource resource, Sink sink, Backoff backoff) {
        this.version = version;
        this.resource = resource;
        this.sink = sink;
        this.backoff = backoff;
    }

    synchronized void line(byte[] line) {
        if (line.length == 0 || closed || lost) {
            return;
        }
        try {
            event(ServerEvent.read(line));
        } catch (IOException broken) {
            backoff.broken(resource, String.valueOf(broken.getMessage()));
            lost = true;
        }
    }

    private void event(ServerEvent event) {
        switch (event.type()) {
            case "ADDED", "MODIFIED" -> sink.put(event.object());
            case "DELETED" -> sink.remove(event.object());
            case "BOOKMARK" -> {}
            default -> {
                lost = true;
                return;
            }
        }
        version = event.resourceVersion();
        moved = true;
    }

    /** The version to watch on from. */
    synchronized String version() {
        return version;
    }

    /** Whether the server no longer knows what happened since; everything must be listed anew. */
    synchronized boolean lost() {
        return lost;
    }

    /** Whether something came since this was last asked. */
    synchronized boolean progress() {
        boolean did = moved;
        moved = false;
        return did;
    }

    synchronized void close() {
        closed = true;
    }
}
