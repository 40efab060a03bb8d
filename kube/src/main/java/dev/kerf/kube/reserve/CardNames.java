package dev.kerf.kube.reserve;

import dev.kerf.core.model.Slice;
import dev.kerf.core.plan.Decision;
import dev.kerf.objects.LivePod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the devices of one plan are called. The engine numbers a node's devices anew in each cycle; a shared card keeps its
 * group's name as long as somebody shares it. A card that nobody shared before is named after its node and its first pod,
 * so that the same decision made twice means the same card.
 */
final class CardNames {
    /** The group whose card a device is; null: no group's. */
    @FunctionalInterface
    interface Known {
        @Nullable
        String card(String node, int device);
    }

    private static final int LONGEST_NODE = 48;
    private static final int DIGITS = 12;

    private record Device(String node, int number) {}

    private final Known known;
    private final Predicate<String> taken;
    private final Map<Device, String> opened = new HashMap<>();

    /**
     * Names for one plan.
     *
     * @param known the cards that were shared when it was made
     * @param taken names that are not free any more
     */
    CardNames(Known known, Predicate<String> taken) {
        this.known = known;
        this.taken = taken;
    }

    /** The groups of the cards the pod is to share, in the order of its slices. */
    List<String> of(LivePod pod, Decision.Bind bind) {
        List<String> names = new ArrayList<>();
        for (Slice slice : bind.slices()) {
            names.add(name(new Device(bind.node(), slice.device()), pod));
        }
        return names;
    }

    private String name(Device device, LivePod pod) {
        String name = known.card(device.node(), device.number());
        return name != null ? name : opened.computeIfAbsent(device, d -> fresh(d.node(), pod.uid()));
    }

    private String fresh(String node, String uid) {
        for (int i = 0; ; i++) {
            String name = stem(node) + "-" + digest(node + "/" + uid + "/" + i);
            if (!taken.test(name) && !opened.containsValue(name)) {
                return name;
            }
        }
    }

    private static String stem(String node) {
        return node.length() <= LONGEST_NODE
                ? node
                : node.substring(0, LONGEST_NODE).replaceFirst("[-.]+$", "");
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
