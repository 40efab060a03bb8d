package dev.kerf.kube.survey;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.reflect.Discovery;
import dev.kerf.kube.reflect.Offer;
import dev.kerf.kube.reflect.Resource;
import dev.kerf.objects.LiveCluster;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.Membership;
import dev.kerf.objects.pod.OwnerRef;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.objects.read.Warning;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists what a cluster has, once. Every method throws {@link Unreachable} with one sentence where it may not or cannot. */
public final class Survey {
    private static final int PAGE = 500;
    private static final int PATIENCE_SECONDS = 10;
    private static final int MISSING = 404;
    private static final String PODS = "/api/v1/pods";
    private final Api api;

    public Survey(Api api) {
        this.api = api;
    }

    /** The pod's own word; null: there is none of that name. */
    public @Nullable AskedPod pod(TaskId id) {
        List<AskedPod> found = new ArrayList<>();
        String path = "/api/v1/namespaces/" + encoded(id.namespace()) + "/pods?fieldSelector="
                + encoded("metadata.name=" + id.name());
        page(new Resource("Pod", PODS), path, item -> found.add(AskedPod.of(item)));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The names of all pods. */
    public Set<TaskId> pods() {
        Set<TaskId> names = new LinkedHashSet<>();
        list(new Resource("Pod", PODS), item -> names.add(new TaskId(item.namespace(), item.name())));
        return names;
    }

    /** The scheduler that the pods of a gang, or of a part of one, are for; null: it has no pods. */
    public @Nullable String schedulerOf(PartId gang) {
        List<String> found = new ArrayList<>();
        Resource pods = new Resource("Pod", "/api/v1/namespaces/" + encoded(gang.namespace()) + "/pods");
        list(pods, item -> {
            Map<String, String> labels = item.root().at("metadata", "labels").texts();
            OwnerRef owner = OwnerRef.read(item.root().get("metadata"));
            Member member = Membership.read(item.root()).of(item.namespace(), labels, owner);
            if (member != null && member.isOf(gang)) {
                found.add(item.root().at("spec", "schedulerName").text());
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * The cluster as the scheduler of that name sees it.
     *
     * @param scheduler whose pending pods take part; null: Kerf's and the default scheduler's
     */
    public ReadResult cluster(@Nullable String scheduler, Instant asOf) {
        Set<Warning> warnings = Collections.synchronizedSet(new LinkedHashSet<>());
        LiveCluster live = new LiveCluster(scheduler, warnings::add);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> lists = kinds().stream()
                    .map(r -> CompletableFuture.runAsync(() -> list(r, live::put, warnings), each))
                    .toList();
            lists.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof Unreachable why ? why : failed;
        }
        live.cluster(asOf, Map.of());
        live.looked(); // what a pod names and nobody has listed is missing
        return new ReadResult(
                live.cluster(asOf, Map.of()),
                new TreeMap<>(),
                List.copyOf(warnings),
                Map.of(),
                live.queueConditions(),
                List.of());
    }

    /** What every cluster serves, and what of the kinds that a cluster may have this one does. */
    private List<Resource> kinds() {
        List<Resource> kinds = Collections.synchronizedList(new ArrayList<>(Resource.SCHEDULING));
        CompletableFuture<Void> looked = new CompletableFuture<>();
        Discovery discovery = new Discovery(api, Offer.ALL, kinds::add, absent -> {}, () -> looked.complete(null));
        Thread.ofVirtual().start(discovery);
        looked.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        discovery.stop();
        return List.copyOf(kinds);
    }

    /** Lists a kind; one that not every cluster has may be closed to whoever looks. */
    private void list(Resource resource, Consumer<Item> sink, Set<Warning> warnings) {
        try {
            list(resource, sink);
        } catch (Unreachable closed) {
            if (Resource.SCHEDULING.contains(resource)) {
                throw closed;
            }
            warnings.add(Warning.general(closed.getMessage() + "; those of that kind are not known"));
        }
    }

    private void list(Resource resource, Consumer<Item> sink) {
        String more = "";
        do {
            String path = resource.path() + "?limit=" + PAGE + (more.isEmpty() ? "" : "&continue=" + encoded(more));
            more = page(resource, path, sink);
        } while (!more.isEmpty());
    }

    /** One page; the token of the next, empty: this was the last. A kind that the server does not know is empty. */
    private String page(Resource resource, String path, Consumer<Item> sink) {
        Answer answer = api.ask(Request.page(path));
        if (answer.code() == MISSING) {
            return "";
        }
        if (!answer.ok()) {
            throw Unreachable.because(api.server(), "list " + resource.plural(), answer);
        }
        try {
            return ServerList.read(answer.stream(), resource.kind(), sink).more();
        } catch (IOException broken) {
            throw new Unreachable("the API server at " + api.server() + " answers what is no list of "
                    + resource.plural() + ": " + broken.getMessage());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
