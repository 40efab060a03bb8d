package dev.kerf.kube.reflect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerEvent;
import dev.kerf.objects.read.ServerList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Lists a kind page by page and watches on from there, for ever: through streams that end, versions that are too old,
 * and servers that are away for a while. Objects are given away as they are read and not kept.
 */
public final class Reflector implements Runnable {
    private static final int PAGE = 500;
    private static final int WATCH_SECONDS = 290;
    private static final int GONE = 410;
    private final Api api;
    private final Resource resource;
    private final Sink sink;
    private final Backoff backoff;
    private volatile boolean stopped;

    /** What became of one watch. */
    private enum End {
        ENDED,
        TOO_OLD,
        REFUSED
    }

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
            String version = list();
            if (version.isEmpty()) {
                backoff.pause();
            } else {
                sink.synced(resource.kind());
                watchOn(version);
            }
        }
    }

    /** Ends after what it is doing now. */
    public void stop() {
        stopped = true;
    }

    /** Lists everything; the version to watch from, empty where it was refused. */
    private String list() {
        Set<String> names = new HashSet<>();
        String more = "";
        String version = "";
        do {
            String path = resource.path() + "?limit=" + PAGE
                    + (more.isEmpty() ? "" : "&continue=" + URLEncoder.encode(more, StandardCharsets.UTF_8));
            Answer answer = api.ask(Request.get(path));
            if (!answer.ok()) {
                backoff.refused("list", resource, answer);
                return "";
            }
            try {
                ServerList page = ServerList.read(
                        new ByteArrayInputStream(answer.body()), resource.kind(), item -> take(item, names));
                more = page.more();
                version = page.resourceVersion();
            } catch (IOException broken) {
                backoff.broken(resource, String.valueOf(broken.getMessage()));
                return "";
            }
        } while (!more.isEmpty() && !stopped);
        sink.retain(resource.kind(), names);
        return version;
    }

    private void take(Item item, Set<String> names) {
        names.add(item.namespace().isEmpty() ? item.name() : item.namespace() + "/" + item.name());
        sink.put(item);
    }

    private void watchOn(String from) {
        Position position = new Position(from);
        while (!stopped) {
            String path = resource.path() + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + WATCH_SECONDS
                    + "&resourceVersion=" + position.version;
            Answer answer = api.follow(path, position::line);
            switch (position.end(answer)) {
                case TOO_OLD -> {
                    return;
                }
                case REFUSED -> {
                    backoff.refused("watch", resource, answer);
                    backoff.pause();
                }
                case ENDED -> backoff.ended(position.progress());
            }
        }
    }

    /** How far a watch has come. */
    private final class Position {
        private String version;
        private boolean old;
        private boolean moved;

        Position(String version) {
            this.version = version;
        }

        void line(byte[] line) {
            if (line.length == 0 || stopped) {
                return;
            }
            try {
                event(ServerEvent.read(line));
            } catch (IOException broken) {
                backoff.broken(resource, String.valueOf(broken.getMessage()));
                old = true;
            }
        }

        private void event(ServerEvent event) {
            switch (event.type()) {
                case "ADDED", "MODIFIED" -> sink.put(event.object());
                case "DELETED" -> sink.remove(event.object());
                case "BOOKMARK" -> {}
                default -> {
                    old = true;
                    return;
                }
            }
            version = event.resourceVersion();
            moved = true;
        }

        End end(Answer answer) {
            if (old || answer.code() == GONE) {
                return End.TOO_OLD;
            }
            return answer.ok() ? End.ENDED : End.REFUSED;
        }

        boolean progress() {
            boolean did = moved;
            moved = false;
            return did;
        }
    }
}
