package dev.kerf.kube.reflect;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A page of a long list, asked for. While its items are read the server is at work on the next one already: writing a page
 * costs it as much as reading one costs us. Never more than two are here at once.
 */
final class Page {
    private static final int ITEMS = 500;
    private final Api api;
    private final Resource resource;
    private final String path;
    private final CompletableFuture<Answer> answer;
    private @Nullable Page next;

    private Page(Api api, Resource resource, String more) {
        this.api = api;
        this.resource = resource;
        this.path = resource.path() + "?limit=" + ITEMS
                + (more.isEmpty() ? "" : "&continue=" + URLEncoder.encode(more, StandardCharsets.UTF_8));
        this.answer = api.send(Request.page(path));
    }

    /** The first. */
    static Page begin(Api api, Resource resource) {
        return new Page(api, resource, "");
    }

    /** What came of it; waits for that. */
    Answer answer() {
        return answer.join();
    }

    /** Asks for the same page once more. */
    Answer again() {
        return api.ask(Request.page(path));
    }

    /** Gives its items away. */
    ServerList read(Answer from, Consumer<Item> sink) throws IOException {
        return ServerList.read(from.stream(), resource.kind(), this::ahead, sink);
    }

    private void ahead(ServerList head) {
        next = head.more().isEmpty() ? null : new Page(api, resource, head.more());
    }

    /** The one after it; null: it was the last. */
    @Nullable
    Page next(ServerList read) {
        return next == null && !read.more().isEmpty() ? new Page(api, resource, read.more()) : next;
    }
}
