package dev.kerf.fakecluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Change;
import dev.kerf.fakecluster.store.Feed;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.store.Stored;
import dev.kerf.fakecluster.table.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One watch: a stream of changes, as long as the client wants and the server runs. */
final class Watching {
    private static final Duration BOOKMARKS = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int EXPIRED = 410;
    private final Registry registry;
    private final Tables tables;
    private final Route route;
    private final Call call;
    private final Selection selection;
    private final OutputStream out;
    private final boolean bookmarks;
    private long seen;
    private boolean headed;

    Watching(Registry registry, Tables tables, Route route, Call call, OutputStream out) {
        this.registry = registry;
        this.tables = tables;
        this.route = route;
        this.call = call;
        this.out = out;
        this.selection = new Selection(route, call);
        this.bookmarks = call.flag("allowWatchBookmarks");
    }

    /** A refusal where the request makes no sense, before anything is streamed. */
    static void check(Route route, Call call) {
        new Selection(route, call).all();
        String version = call.parameter("resourceVersion");
        if (!version.isEmpty()) {
            Reading.revision(version);
        }
    }

    /** Streams until it is over. */
    void run() throws IOException, InterruptedException {
        String version = call.parameter("resourceVersion");
        boolean initial = call.flag("sendInitialEvents");
        boolean unwanted = call.parameter("sendInitialEvents").equals("false");
        boolean all = initial || (!unwanted && (version.isEmpty() || version.equals("0")));
        try (Feed feed = all ? begin(initial) : resume(version)) {
            follow(feed);
        } catch (Store.TooOld old) {
            ObjectNode event = Trees.object().put("type", "ERROR");
            ObjectNode status =
                    Refusal.expired(String.valueOf(old.getMessage())).status();
            event.set("object", status.put("code", EXPIRED));
            write(event);
            out.flush();
        }
    }

    private Feed resume(String version) throws Store.TooOld {
        long from = version.isEmpty() || version.equals("0") ? registry.store().revision() : Reading.revision(version);
        seen = from;
        return registry.store().watch(Registry.shelf(route.kind()), from);
    }

    /** First everything that is there; then, if it was asked for, a bookmark that says so. */
    private Feed begin(boolean marked) throws IOException {
        Feed feed = registry.store().watch(Registry.shelf(route.kind()));
        for (Change change = feed.now(); change != null; change = feed.now()) {
            write(change);
        }
        seen = Math.max(seen, feed.from());
        if (marked && bookmarks) {
            write(bookmark(true));
        }
        out.flush();
        return feed;
    }

    private void follow(Feed feed) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit().toNanos();
        long mark = System.nanoTime() + BOOKMARKS.toNanos();
        while (!feed.cut()) {
            long now = System.nanoTime();
            if (now >= end) {
                break;
            }
            Change change = feed.next(Duration.ofNanos(Math.min(end, mark) - now));
            if (change == null) {
                mark = System.nanoTime() + BOOKMARKS.toNanos();
                mark();
            } else {
                drain(feed, change);
            }
        }
        mark();
    }

    private void drain(Feed feed, Change first) throws IOException {
        for (Change change = first; change != null; change = feed.now()) {
            seen = Math.max(seen, change.revision());
            write(change);
        }
        out.flush();
    }

    private Duration limit() {
        String seconds = call.parameter("timeoutSeconds");
        return seconds.matches("\\d{1,6}") && !seconds.equals("0")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : LONGEST;
    }

    /** Also the way to learn that the client is gone. */
    private void mark() throws IOException {
        if (bookmarks) {
            write(bookmark(false));
            out.flush();
        }
    }

    private ObjectNode bookmark(boolean initialEnd) {
        ObjectNode event = Trees.object().put("type", "BOOKMARK");
        ObjectNode object = event.putObject("object")
                .put("kind", route.kind().kind())
                .put("apiVersion", route.kind().apiVersion(route.version()));
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(seen));
        if (initialEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return event;
    }

    /** What a change is to one who sees only some of the objects. */
    private void write(Change change) throws IOException {
        boolean was = selection.takes(change.before());
        boolean is = !change.gone() && selection.takes(change.after());
        if (was || is) {
            write(is ? was ? "MODIFIED" : "ADDED" : "DELETED", shown(change, is));
        }
    }

    /** Who sees an object leave the selection is shown its last state within, under the revision of its leaving. */
    private Stored shown(Change change, boolean is) {
        return is || change.gone() ? change.after() : registry.store().restamped(change);
    }

    private void write(String type, Stored object) throws IOException {
        out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        if (call.takes("Table")) {
            ObjectNode table =
                    tables.table(route.kind(), route.version(), List.of(object), call.parameter("includeObject"));
            if (headed) {
                table.putArray("columnDefinitions");
            }
            headed = true;
            out.write(Trees.bytes(table));
        } else if (call.takes("PartialObjectMetadata")) {
            out.write(Trees.bytes(Shown.metadata(object.tree())));
        } else {
            out.write(Shown.bytes(route.kind(), route.version(), object));
        }
        out.write('}');
        out.write('\n');
    }

    private void write(ObjectNode event) throws IOException {
        out.write(Trees.bytes(event));
        out.write('\n');
    }
}
