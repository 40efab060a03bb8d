package dev.kerf.testbed;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A namespace of one test. It goes with its control plane. */
public record TestNamespace(ControlPlane plane, String name) {
    private static final AtomicInteger MADE = new AtomicInteger();

    static TestNamespace create(ControlPlane plane) {
        String name = "test-" + MADE.incrementAndGet();
        plane.kubectl("create", "namespace", name).text();
        return new TestNamespace(plane, name);
    }

    /** kubectl in this namespace. */
    public Outcome kubectl(String... arguments) {
        return plane.kubectl(
                Stream.concat(Stream.of("-n", name), Stream.of(arguments)).toArray(String[]::new));
    }

    public Outcome apply(String yaml) {
        return plane.kubectl().reading(yaml).run("-n", name, "apply", "--server-side", "-f", "-");
    }

    /** One field of one object by its JSONPath, empty when there is none (yet). */
    public String field(String object, String path) {
        return kubectl("get", object, "--ignore-not-found", "-o", "jsonpath={" + path + "}")
                .text();
    }

    /**
     * Waits until one field of an object is as wanted, as the server tells of it; two minutes at most.
     *
     * @param object {@code pod/train-1}; it need not be there yet, so nothing that is wanted is empty
     * @return the value
     */
    public String await(String object, String path, Predicate<? super String> wanted) {
        if (wanted.test("")) {
            throw new IllegalArgumentException("an object that is not there tells nothing; ask with Await until it is");
        }
        String name = object.substring(object.indexOf('/') + 1);
        String kind = object.substring(0, object.indexOf('/'));
        return new FieldWatch(this, kind, "metadata.name=" + name, path)
                .until(values -> wanted.test(values.getOrDefault(name, "")))
                .getOrDefault(name, "");
    }

    /**
     * Waits until a field of all objects of a kind is as wanted, as the server tells of it; two minutes at most.
     *
     * @param wanted is shown the values by the objects' names, whenever one has changed
     */
    public Map<String, String> awaitAll(String kind, String path, Predicate<? super Map<String, String>> wanted) {
        return new FieldWatch(this, kind, "", path).until(wanted);
    }
}
