package dev.kerf.deploy;

import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Outcome;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The chart as somebody installs it, by the real helm. Each test's release has a namespace and names of its own. */
record Release(ControlPlane plane, String namespace, String name) {
    static final Path CHART = Path.of(System.getProperty("kerf.root"), "deploy/chart/kerf");

    Outcome install(String... settings) {
        return helm("install", settings);
    }

    Outcome upgrade(String... settings) {
        return helm("upgrade", settings);
    }

    Outcome uninstall() {
        return plane.helm("uninstall", name, "-n", namespace, "--wait=false");
    }

    /** What would be sent, with Kubernetes' own word on it. */
    Outcome template(String... settings) {
        return helm("template", settings);
    }

    private Outcome helm(String what, String... settings) {
        Stream<String> words = Stream.of(what, name, CHART.toString(), "-n", namespace);
        Stream<String> all = Stream.concat(Stream.of("reservations.namespace=" + cards()), Stream.of(settings));
        Stream<String> sets = all.flatMap(each -> Stream.of(isText(each) ? "--set-string" : "--set", each));
        return plane.helm(Stream.concat(words, sets).toArray(String[]::new));
    }

    /** A value of the environment is text, even where it looks like a number. */
    private static boolean isText(String setting) {
        return setting.matches("extraEnv.*[.]value=.*");
    }

    /** The kubeconfig of the service account that Kerf's pods run as. */
    Path serviceAccount() {
        return plane.asServiceAccount(namespace, name);
    }

    /** The namespace of the pods that hold shared GPUs. */
    String cards() {
        return namespace + "-cards";
    }

    String user() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}
