package dev.kerf.kube.effect;

import dev.kerf.kube.api.Moments;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.write.Documents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Events about pods and gangs; they are sent when nothing more urgent waits, and one that is lost is lost. */
public final class Events {
    private static final int LONGEST_NOTE = 1000;
    private final Dispatcher dispatcher;
    private final String instance;
    private final AtomicLong number;

    /**
     * Events in the name of a scheduler.
     *
     * @param instance which of its processes, {@code kerf-1234}
     * @param first    a number that tells this process's events from those of the one before
     */
    public Events(Dispatcher dispatcher, String instance, long first) {
        this.dispatcher = dispatcher;
        this.instance = instance;
        this.number = new AtomicLong(first);
    }

    /** A pod has got its node: the pod shows that by itself, so this waits for a quiet moment. */
    public void bound(LivePod pod, String note, Instant at) {
        dispatcher.quietly(request(regarding(pod), "Normal", "Scheduled", note, at));
    }

    /** All is as it should be. */
    public void normal(LivePod pod, String reason, String note, Instant at) {
        send(pod, "Normal", reason, note, at);
    }

    /** Somebody should look. */
    public void warning(LivePod pod, String reason, String note, Instant at) {
        send(pod, "Warning", reason, note, at);
    }

    private void send(LivePod pod, String type, String reason, String note, Instant at) {
        about(regarding(pod), type, reason, note, at);
    }

    /**
     * About an object of any kind.
     *
     * @param regarding the object, with apiVersion, kind, namespace, name and uid
     * @param type      Normal or Warning
     */
    public void about(Map<String, Object> regarding, String type, String reason, String note, Instant at) {
        dispatcher.aside(request(regarding, type, reason, note, at), answer -> {});
    }

    private Request request(Map<String, Object> regarding, String type, String reason, String note, Instant at) {
        String namespace = String.valueOf(regarding.get("namespace"));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("apiVersion", "events.k8s.io/v1");
        event.put("kind", "Event");
        event.put("metadata", Map.of("name", name(regarding), "namespace", namespace));
        event.put("eventTime", Moments.micros(at));
        event.put("reportingController", "kerf");
        event.put("reportingInstance", instance);
        event.put("action", "Scheduling");
        event.put("type", type);
        event.put("reason", reason);
        event.put("note", note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…");
        event.put("regarding", regarding);
        return Request.post(Paths.events(namespace), Documents.bytes(event));
    }

    private String name(Map<String, Object> regarding) {
        return regarding.get("name") + "." + Long.toHexString(number.incrementAndGet());
    }

    private static Map<String, Object> regarding(LivePod pod) {
        Map<String, Object> regarding = new LinkedHashMap<>();
        regarding.put("apiVersion", "v1");
        regarding.put("kind", "Pod");
        regarding.put("namespace", pod.id().namespace());
        regarding.put("name", pod.id().name());
        regarding.put("uid", pod.uid());
        return regarding;
    }
}
