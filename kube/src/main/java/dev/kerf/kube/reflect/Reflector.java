package dev.kerf.kube.reflect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Following;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists a kind page by page and watches on from there, for ever: through streams that end or fall silent, versions that
 * are too old, and servers that are away for a while. Objects are given away as they are read and not kept.
 */
public final class Reflector implements Runnable {
    private static final int PAGE_TRIES = 8;
    private static final int WATCH_SECONDS = 290;
    /** A server sends a bookmark a minute; a stream that brings less has lost its other end. */
    private static final Duration SILENCE = Duration.ofSeconds(150);

    private static final Duration LASTED = Duration.ofSeconds(5);

    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private final Api api;
    private final Resource resource;
    private final Sink sink;
    private final Backoff backoff;
    private volatile boolean stopped;
    private volatile boolean again;
    private volatile long listed;
    private volatile @Nullable Following following;

    /** A reflector; nothing happens before it runs. */
    public Reflector(Api api, Resource resource, Sink sink, Backoff backoff) {
        this.api = api;
        this.resource = resource;
        this.sink = sink;
        this.backoff = backoff;
    }

    /** Runs until it is stopped. */
    @Override
    public void run() {
        while (!stopped) {
            again = false;
            listed = System.nanoTime();
            String version = list();
            if (version.isEmpty()) {
                backoff.pause();
            } else {
                sink.synced(resource.key());
                watchOn(version);
            }
        }
    }

    /** What it reflects. */
    public Resource resource() {
        return resource;
    }

    /** When its last list was asked for, as {@link System#nanoTime}. */
    public long listed() {
        return listed;
    }

    /** Lists anew, since a watch alone may lag behind what somebody else has just done. */
    public void again() {
        again = true;
        endWatch();
    }

    /** Ends. */
    public void stop() {
        stopped = true;
        endWatch();
    }

    private void endWatch() {
        Following open = following;
        if (open != null) {
            open.end();
        }
    }

    /** Lists everything; the version to watch from, empty where that could not be. */
    private String list() {
        Set<String> names = new HashSet<>();
        String version = "";
        @Nullable Page page = Page.begin(api, resource);
        while (page != null && !stopped) {
            Answer answer = answer(page);
            if (!answer.ok()) {
                refused(answer);
                return "";
            }
            try {
                ServerList read = page.read(answer, item -> take(item, names));
                version = read.resourceVersion();
                page = page.next(read);
            } catch (IOException broken) {
                backoff.broken(resource, String.valueOf(broken.getMessage()));
                return "";
            }
        }
        sink.retain(resource.key(), names);
        return version;
    }

    /** A page, asked for again where that may help: of a long list the pages before it need not be read twice. */
    private Answer answer(Page page) {
        Answer answer = page.answer();
        for (int tries = 1; answer.passing() && tries < PAGE_TRIES && !stopped; tries++) {
            backoff.refused("list", resource, answer);
            backoff.pause();
            answer = page.again();
        }
        if (answer.ok()) {
            backoff.begin();
        }
        return answer;
    }

    private void refused(Answer answer) {
        if (!answer.versionUnknown()) {
            backoff.refused("list", resource, answer);
        }
        if (answer.code() == FORBIDDEN || answer.code() == MISSING) {
            sink.unreadable(resource.key(), answer.code() == FORBIDDEN);
        }
    }

    private void take(Item item, Set<String> names) {
        names.add(item.namespace().isEmpty() ? item.name() : item.namespace() + "/" + item.name());
        sink.put(item);
    }

    private void watchOn(String from) {
        Position position = new Position(from, resource, sink, backoff);
        while (!stopped && !again) {
            String path = resource.path() + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + WATCH_SECONDS
                    + "&resourceVersion=" + position.version();
            long opened = System.nanoTime();
            Answer answer = follow(path, position);
            if (position.lost() || answer.versionUnknown()) {
                break;
            }
            if (answer.ok()) {
                backoff.ended(position.progress() || System.nanoTime() - opened > LASTED.toNanos());
            } else {
                backoff.refused("watch", resource, answer);
                backoff.pause();
            }
        }
        position.close();
    }

    private Answer follow(String path, Position position) {
        Following open = api.follow(path, position::line);
        following = open;
        if (again || stopped) {
            open.end();
        }
        return open.await(SILENCE);
    }
}
