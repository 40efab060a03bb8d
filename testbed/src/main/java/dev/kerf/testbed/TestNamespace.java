package dev.kerf.testbed;

import java.util.concurrent.atomic.AtomicInteger;
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
}
