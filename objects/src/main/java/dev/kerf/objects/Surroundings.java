package dev.kerf.objects;

import dev.kerf.objects.pod.Namespaces;
import dev.kerf.objects.pod.Priorities;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.volume.Volumes;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What pods refer to: namespaces, priority classes, volumes and their claims and classes. */
final class Surroundings {
    /** The kinds it is made of. */
    static final Set<String> KINDS =
            Set.of("Namespace", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "StorageClass");

    private final Namespaces namespaces = new Namespaces();
    private final Priorities priorities;
    private final Volumes volumes;

    /** @param once takes warnings, each of them possibly many times */
    Surroundings(Consumer<Warning> once) {
        this(once, false, Map.of());
    }

    /**
     * None yet.
     *
     * @param whole      what is not here is not there
     * @param unreadable kinds of which nothing is known, and why
     */
    Surroundings(Consumer<Warning> once, boolean whole, Map<String, String> unreadable) {
        this.priorities = new Priorities(once);
        this.volumes = new Volumes(once, whole, unreadable);
    }

    /** Takes in an object of one of the kinds. */
    void add(Item item, String namespace) {
        switch (item.kind()) {
            case "Namespace" -> namespaces.add(item);
            case "PriorityClass" -> priorities.add(item);
            case "PersistentVolume" -> volumes.addVolume(item);
            case "PersistentVolumeClaim" -> volumes.addClaim(item, namespace);
            case "StorageClass" -> volumes.addClass(item);
            default -> throw new IllegalArgumentException(item.kind() + " is not what pods refer to");
        }
    }

    /** Notes a namespace that is there because something is in it. */
    void seen(String namespace) {
        namespaces.seen(namespace);
    }

    Namespaces namespaces() {
        return namespaces;
    }

    Priorities priorities() {
        return priorities;
    }

    Volumes volumes() {
        return volumes;
    }
}
