package dev.kerf.kube.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects on which an action is not settled, found by their label wherever they are. */
record Open(Looking looking) {
    static final Map<String, @Nullable Object> MARK = Map.of(Keys.ACTING, "true");
    private static final List<String> KINDS = List.of(
            "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Notebook", "Pod", "Node");

    static Map<String, @Nullable Object> noMark() {
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        none.put(Keys.ACTING, null);
        return none;
    }

    List<Live> all() {
        List<Live> all = new ArrayList<>();
        for (String kind : KINDS) {
            String path = Place.everywhere(kind) + "?labelSelector=" + Looking.encoded(Keys.ACTING + "=true");
            all.addAll(looking.all(kind, path));
        }
        return all;
    }

    /** Those of them that carry such an action, one that can be read and believed. */
    List<Live> carrying(Predicate<Intent> such) {
        return all().stream().filter(anchor -> carries(anchor, such)).toList();
    }

    private static boolean carries(Live anchor, Predicate<Intent> such) {
        Intent intent = Intent.on(anchor);
        return intent != null && such.test(intent);
    }

    /** The advice of which something is written, or taken back, and something is not. */
    Set<String> half() {
        Set<String> half = new TreeSet<>();
        all().stream().map(Intent::on).forEach(intent -> {
            if (intent != null && intent.half()) {
                half.add(intent.advice());
            }
        });
        return half;
    }

    /** Every object that could carry an action. */
    List<Live> everything() {
        List<Live> all = new ArrayList<>();
        KINDS.forEach(kind -> all.addAll(looking.all(kind, Place.everywhere(kind))));
        all.removeIf(Open::copied);
        return all;
    }

    /** A Deployment's controller copies what stands on it to its ReplicaSets, where it means nothing. */
    private static boolean copied(Live live) {
        return live.place().kind().equals("ReplicaSet")
                && live.root().at("metadata", "ownerReferences").present();
    }

    int of(String policy) {
        return (int) all().stream()
                .map(Intent::on)
                .filter(intent ->
                        intent != null && intent.open() && intent.policy().equals(policy))
                .count();
    }
}
