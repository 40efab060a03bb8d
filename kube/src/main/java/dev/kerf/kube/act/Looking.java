package dev.kerf.kube.act;

import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Objects as a server has them now. */
final class Looking {
    private static final int MISSING = 404;
    private static final int TRIES = 4;
    private final Api api;

    Looking(Api api) {
        this.api = api;
    }

    /**
     * One object; null: there is none.
     *
     * @throws Unanswered if the server does not say
     */
    @Nullable
    Live at(Place place) {
        Answer answer = ask(place.path());
        if (answer.code() == MISSING) {
            return null;
        }
        try {
            return new Live(
                    place, ServerObject.read(checked(place.path(), answer).body()));
        } catch (IOException broken) {
            throw new Unanswered(place.path(), Answer.none(String.valueOf(broken.getMessage())));
        }
    }

    /**
     * All objects under a path; none where the server does not know the kind.
     *
     * @throws Unanswered if the server does not say
     */
    List<Live> all(String kind, String path) {
        Answer answer = ask(path);
        if (answer.code() == MISSING) {
            return List.of();
        }
        try {
            Field list = ServerObject.read(checked(path, answer).body());
            return list.get("items").items().stream()
                    .map(item -> live(kind, item))
                    .toList();
        } catch (IOException broken) {
            throw new Unanswered(path, Answer.none(String.valueOf(broken.getMessage())));
        }
    }

    private static Live live(String kind, Field item) {
        Field metadata = item.get("metadata");
        return new Live(
                Place.of(
                        kind,
                        metadata.get("namespace").text(),
                        metadata.get("name").text()),
                item);
    }

    /** The pods of a namespace with these labels. */
    List<Live> pods(String namespace, Map<String, String> labels) {
        return all(
                "Pod", Place.pod(namespace, "").path().replaceFirst("/$", "") + "?labelSelector=" + selector(labels));
    }

    /** The pods that stand on a node. */
    List<Live> podsOn(String node) {
        return all("Pod", "/api/v1/pods?fieldSelector=" + encoded("spec.nodeName=" + node));
    }

    private static String selector(Map<String, String> labels) {
        return encoded(labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(",")));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What fails for a passing reason is asked again. */
    private Answer ask(String path) {
        Answer answer = api.ask(Request.get(path));
        for (int tries = 1; answer.passing() && tries < TRIES; tries++) {
            answer = api.ask(Request.get(path));
        }
        return answer;
    }

    private static Answer checked(String path, Answer answer) {
        if (!answer.ok()) {
            throw new Unanswered(path, answer);
        }
        return answer;
    }

    /** The labels by which a workload finds its pods. */
    static Map<String, String> selectorOf(Live owner) {
        Field labels = owner.root().at("spec", "selector", "matchLabels");
        return labels.present()
                ? labels.texts()
                : owner.root().at("spec", "template", "metadata", "labels").texts();
    }
}
