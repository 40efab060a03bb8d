package dev.kerf.objects.cycle;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record is made of, and how it is taken apart and made. A record of one plain value is written as that value; one
 * that is an alternative of a sealed type begins with its name.
 */
final class Parts {
    /** The key of an alternative's name. */
    static final String IS = "is";

    private static final Map<Class<?>, Parts> KNOWN = new ConcurrentHashMap<>();
    private final Class<?> type;
    private final List<Part> parts;
    private final Constructor<?> constructor;
    private final boolean alternative;

    /**
     * One component of a record.
     *
     * @param optional it may be null
     */
    record Part(String name, Type type, boolean optional, Method accessor) {
        Object of(Object owner) {
            return Parts.call(() -> accessor.invoke(owner));
        }
    }

    private Parts(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.parts = Arrays.stream(components).map(Parts::part).toList();
        this.alternative = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        this.constructor = Parts.<Constructor<?>>call(() -> type.getDeclaredConstructor(types));
        this.constructor.setAccessible(true);
    }

    static Parts of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, Parts::new);
    }

    private static Part part(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        AnnotatedType type = component.getAnnotatedType();
        boolean optional = type.isAnnotationPresent(Nullable.class);
        return new Part(component.getName(), component.getGenericType(), optional, accessor);
    }

    List<Part> parts() {
        return parts;
    }

    /** Its name among the alternatives of its sealed type; null where it is none. */
    @Nullable
    String alternative() {
        return alternative ? type.getSimpleName() : null;
    }

    /** The one value it consists of; null where it is written with the names of its parts. */
    @Nullable
    Part single() {
        return !alternative && parts.size() == 1 && Plain.is(parts.getFirst().type()) ? parts.getFirst() : null;
    }

    /**
     * The record made of these values, in the order of its parts.
     *
     * @throws IllegalArgumentException if the record refuses them
     */
    Object make(@Nullable Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            String why = String.valueOf(refused.getCause());
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + why, refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Something that asks a class about itself. */
    private interface Asking<T> {
        T ask() throws ReflectiveOperationException;
    }

    private static <T> T call(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
