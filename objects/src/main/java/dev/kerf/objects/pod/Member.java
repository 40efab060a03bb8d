package dev.kerf.objects.pod;

import dev.kerf.core.model.PartId;

/**
 * Which gang a pod says it is of. What the gang is, its object tells.
 *
 * @param object   the object that makes the gang, {@code PodGroup/train}
 * @param instance of an object that makes several gangs, which; empty as a rule
 * @param part     the part of the gang; empty where it names none
 * @param stated   the pod names the object itself, rather than being made by it
 */
public record Member(PartId object, String instance, String part, boolean stated) {
    static Member stated(String namespace, String object, String part) {
        return new Member(new PartId(namespace, object), "", part, true);
    }

    static Member made(String namespace, String object, String instance, String part) {
        return new Member(new PartId(namespace, object), instance, part, false);
    }

    /** The whole gang. */
    public PartId gang() {
        return instance.isEmpty() ? object : new PartId(object.namespace(), object.name() + "-" + instance);
    }

    /** The part the pod belongs to; the gang itself where it has none. */
    public PartId id() {
        PartId gang = gang();
        return part.isEmpty() ? gang : new PartId(gang.namespace(), gang.name() + "/" + part);
    }

    /** Whether that is its gang, or its part of it. */
    public boolean isOf(PartId other) {
        return other.equals(gang()) || other.equals(id());
    }

    /** The kind of the object, {@code PodGroup}. */
    public String kind() {
        return object.name().substring(0, object.name().indexOf('/'));
    }
}
