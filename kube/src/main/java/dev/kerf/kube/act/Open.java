package dev.kerf.kube.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Every object that could carry an action. */
    List<Live> everything() {
        List<Live> all = new ArrayList<>();
        KINDS.forEach(kind -> all.addAll(looking.all(kind, Place.everywhere(kind))));
        return all;
    }

    int of(String policy) {
        return (int) all().stream()
                .map(Intent::on)
                .filter(intent ->
                        intent != null && intent.open() && intent.policy().equals(policy))
                .count();
    }
}
