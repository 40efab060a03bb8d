package dev.kerf.objects.queue;

import dev.kerf.core.model.Quota;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;

/** The smallest unit that a resource is counted in, in the quotas of queues. */
enum Units {
    /** Of cores and of GPUs. */
    THOUSANDTHS,
    BYTES,
    PIECES;

    static final String GPU = "nvidia.com/gpu";
    private static final String UNLIMITED = "unlimited";

    static Units of(String resource) {
        return switch (resource) {
            case "cpu", GPU -> THOUSANDTHS;
            case "memory", "ephemeral-storage" -> BYTES;
            default -> resource.startsWith("hugepages-") ? BYTES : PIECES;
        };
    }

    /** The amount written there, {@code unlimited} among them; another where there is none that makes sense. */
    long read(Field field, long otherwise) {
        if (!field.present()) {
            return otherwise;
        }
        if (field.text().equals(UNLIMITED)) {
            return Quota.UNLIMITED;
        }
        Quantity quantity = field.quantity();
        try {
            return switch (this) {
                case THOUSANDTHS -> quantity.cpu().milli();
                case BYTES -> quantity.bytes().count();
                case PIECES -> quantity.count();
            };
        } catch (QuantityException impossible) {
            field.wrong(impossible.problem());
            return otherwise;
        }
    }
}
