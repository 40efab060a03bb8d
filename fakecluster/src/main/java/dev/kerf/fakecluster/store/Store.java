package dev.kerf.fakecluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All objects. Every change has a revision of its own, higher than all before. The latest changes of each kind are kept for
 * those who come back to watch; who comes later than that has to list anew. Safe for several threads.
 */
public final class Store {
    /** So that there is something too old to ask for. */
    private static final long FIRST = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final int kept;
    private final List<Listener> listeners = new ArrayList<>();
    private long revision = FIRST;
    private boolean closed;

    /** Somebody who is told of every change of every kind, while it is made; quick to listen. */
    @FunctionalInterface
    public interface Listener {
        void changed(String resource, Change change);
    }

    /** @param kept so many changes of each kind are remembered */
    public Store(int kept) {
        this.kept = kept;
    }

    /** The objects of one kind. */
    private static final class Shelf {
        private final TreeMap<String, Stored> objects = new TreeMap<>();
        private final Deque<Change> history = new ArrayDeque<>();
        private final List<Feed> feeds = new ArrayList<>();
        private long forgotten = FIRST;
    }

    /** Some objects as they were at one moment. */
    public record Snapshot(long revision, List<Stored> objects) {}

    /** Somebody asks for changes that are forgotten. */
    public static final class TooOld extends Exception {
        TooOld(long asked, long oldest) {
            super("too old resource version: " + asked + " (" + oldest + ")");
        }
    }

    /** Tells of everything from now on, what is there already first. */
    public void listen(Listener listener) {
        lock.lock();
        try {
            shelves.forEach((resource, shelf) ->
                    shelf.objects.values().forEach(each -> listener.changed(resource, new Change(null, each, false))));
            listeners.add(listener);
        } finally {
            lock.unlock();
        }
    }

    public static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private Shelf shelf(String resource) {
        return shelves.computeIfAbsent(resource, made -> new Shelf());
    }

    /** Does all of it with nothing changing between. */
    public <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The latest revision. */
    public long revision() {
        return alone(() -> revision);
    }

    public @Nullable Stored get(String resource, String key) {
        lock.lock();
        try {
            return shelf(resource).objects.get(key);
        } finally {
            lock.unlock();
        }
    }

    /** All objects of a kind, in the order of their keys. */
    public Snapshot list(String resource) {
        return alone(() ->
                new Snapshot(revision, new ArrayList<>(shelf(resource).objects.values())));
    }

    /** Those of one namespace. */
    public Snapshot list(String resource, String namespace) {
        return alone(() -> new Snapshot(
                revision,
                new ArrayList<>(shelf(resource)
                        .objects
                        .subMap(namespace + "/", namespace + "0")
                        .values())));
    }

    /** Puts a new state in; the tree is the store's from here on, and gets its revision. */
    public Stored put(String resource, String key, ObjectNode tree) {
        return alone(() -> {
            Shelf shelf = shelf(resource);
            Stored after = stamped(key, tree);
            tell(resource, shelf, new Change(shelf.objects.put(key, after), after, false));
            return after;
        });
    }

    /** A state that is shown and not kept. */
    public Stored unkept(String key, ObjectNode tree) {
        return new Stored(key, tree, revision());
    }

    /** The state before a change, under the revision of the change. */
    public Stored restamped(Change change) {
        Stored before = change.before() == null ? change.after() : change.before();
        ObjectNode tree = before.tree().deepCopy();
        Trees.within(tree, "metadata").put("resourceVersion", Long.toString(change.revision()));
        return new Stored(before.key(), tree, change.revision());
    }

    /** Takes an object out. */
    public @Nullable Stored remove(String resource, String key) {
        lock.lock();
        try {
            Shelf shelf = shelf(resource);
            Stored before = shelf.objects.remove(key);
            if (before == null) {
                return null;
            }
            Stored last = stamped(key, before.tree().deepCopy());
            tell(resource, shelf, new Change(before, last, true));
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Stored stamped(String key, ObjectNode tree) {
        revision++;
        Trees.within(tree, "metadata").put("resourceVersion", Long.toString(revision));
        return new Stored(key, tree, revision);
    }

    private void tell(String resource, Shelf shelf, Change change) {
        shelf.history.addLast(change);
        if (shelf.history.size() > kept) {
            shelf.forgotten = shelf.history.removeFirst().revision();
        }
        shelf.feeds.forEach(feed -> feed.offer(change));
        listeners.forEach(each -> each.changed(resource, change));
    }

    /**
     * What happens to a kind after a revision.
     *
     * @throws TooOld if some of it is forgotten
     */
    public Feed watch(String resource, long after) throws TooOld {
        lock.lock();
        try {
            Shelf shelf = shelf(resource);
            if (after < shelf.forgotten) {
                throw new TooOld(after, shelf.forgotten);
            }
            Feed feed = feed(shelf);
            shelf.history.stream().filter(c -> c.revision() > after).forEach(feed::offer);
            return feed;
        } finally {
            lock.unlock();
        }
    }

    /** What happens to a kind from now on, after everything that is there. */
    public Feed watch(String resource) {
        return alone(() -> {
            Shelf shelf = shelf(resource);
            Feed feed = feed(shelf);
            shelf.objects.values().forEach(each -> feed.offer(new Change(null, each, false)));
            return feed;
        });
    }

    private Feed feed(Shelf shelf) {
        Feed[] made = new Feed[1];
        Feed feed = new Feed(revision, () -> unsubscribe(shelf, made[0]));
        made[0] = feed;
        shelf.feeds.add(feed);
        if (closed) {
            feed.end();
        }
        return feed;
    }

    private void unsubscribe(Shelf shelf, Feed feed) {
        lock.lock();
        try {
            shelf.feeds.remove(feed);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all changes so far: who watches from before must list anew. */
    public void compact() {
        lock.lock();
        try {
            for (Shelf shelf : shelves.values()) {
                shelf.history.clear();
                shelf.forgotten = revision;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends every feed. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            shelves.values().forEach(shelf -> shelf.feeds.forEach(Feed::end));
        } finally {
            lock.unlock();
        }
    }
}
