package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What dcgm-exporter tells of one card: its counters, under the pod that the device plugin gave it to. */
final class CardSeries {
    private static final long MIB = 1 << 20;
    private static final String RESERVED = "kerf.dev/gpu-reserved-memory";

    private CardSeries() {}

    /**
     * One of the counters of a card.
     *
     * @param loads of all who use the card
     * @param room  MiB that they can use; 0: not known
     */
    record Counter(Kind kind, List<Load> loads, double room) implements Curve {
        /** Which; the coarser the counter, the busier the same work looks. */
        enum Kind {
            SM_ACTIVE("DCGM_FI_PROF_SM_ACTIVE"),
            GR_ENGINE_ACTIVE("DCGM_FI_PROF_GR_ENGINE_ACTIVE"),
            GPU_UTIL("DCGM_FI_DEV_GPU_UTIL"),
            FB_USED("DCGM_FI_DEV_FB_USED"),
            FB_FREE("DCGM_FI_DEV_FB_FREE");

            private final String metric;

            Kind(String metric) {
                this.metric = metric;
            }
        }

        @Override
        public double at(long millis) {
            return switch (kind) {
                case SM_ACTIVE -> ratio(1 - idle(millis));
                case GR_ENGINE_ACTIVE -> ratio(1 - Math.pow(idle(millis), 1.5));
                case GPU_UTIL -> Math.rint(100 * (1 - Math.pow(idle(millis), 2.5)));
                case FB_USED -> used(millis);
                case FB_FREE -> Math.max(0, room - used(millis));
            };
        }

        private double idle(long millis) {
            return Math.max(
                    0,
                    1
                            - loads.stream()
                                    .mapToDouble(each -> each.gpu().at(millis))
                                    .sum());
        }

        private double used(long millis) {
            double bytes = loads.stream()
                    .mapToDouble(each -> each.gpuMemory().at(millis))
                    .sum();
            double used = Math.ceil(bytes / MIB);
            return room == 0 ? used : Math.min(used, room);
        }

        /** Six decimals, as dcgm-exporter prints them. */
        private static double ratio(double value) {
            return Math.rint(value * 1e6) / 1e6;
        }
    }

    /**
     * What is told.
     *
     * @param uuid   the card's name
     * @param holder the pod it was given to; null: nobody
     */
    static Telling of(JsonNode node, int index, String uuid, @Nullable JsonNode holder, List<Load> loads) {
        JsonNode labels = Trees.at(node, "metadata", "labels");
        Labels card = Labels.of("", "gpu", Integer.toString(index), "UUID", uuid, "device", "nvidia" + index)
                .with("Hostname", Trees.text(node, "metadata", "name"))
                .with("modelName", model(node));
        if (holder != null) {
            card = card.with("namespace", Trees.text(holder, "metadata", "namespace"))
                    .with("pod", Trees.text(holder, "metadata", "name"))
                    .with("container", container(holder, uuid));
        }
        double total = labels.path("nvidia.com/gpu.memory").asDouble(0);
        double reserved = Math.min(total, reserved(node));
        Telling telling = new Telling();
        for (Counter.Kind kind : Counter.Kind.values()) {
            if (total > 0 || kind != Counter.Kind.FB_FREE) {
                tell(telling, card, kind.metric, new Counter(kind, loads, total - reserved));
            }
        }
        tell(telling, card, "DCGM_FI_DEV_FB_RESERVED", new Curve.Steady(reserved));
        return telling;
    }

    /** MiB of each card that the driver keeps for itself, as Kerf is told of it too. */
    private static double reserved(JsonNode node) {
        JsonNode metadata = Trees.at(node, "metadata");
        String said = Trees.text(metadata, "annotations", RESERVED);
        try {
            return Quantity.parse(said.isEmpty() ? Trees.text(metadata, "labels", RESERVED) : said)
                            .amount()
                            .doubleValue()
                    / MIB;
        } catch (QuantityException none) {
            return 0;
        }
    }

    /** The one that the card was given to. */
    private static String container(JsonNode pod, String uuid) {
        for (JsonNode each : Trees.at(pod, "status", "containerStatuses")) {
            if (each.path("allocatedResourcesStatus")
                    .findValuesAsText("resourceID")
                    .contains(uuid)) {
                return Trees.text(each, "name");
            }
        }
        return "";
    }

    private static void tell(Telling telling, Labels card, String name, Curve curve) {
        telling.tell(Exporter.DCGM, card.with(Labels.NAME, name), curve);
    }

    /** GPU feature discovery writes dashes for the spaces of the driver's name; the first is certainly one. */
    static String model(JsonNode node) {
        String product = Trees.at(node, "metadata", "labels")
                .path("nvidia.com/gpu.product")
                .asText("");
        return product.startsWith("NVIDIA-") ? product.replaceFirst("-", " ") : product;
    }
}
