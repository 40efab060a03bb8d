package dev.kerf.fakecluster.control;

/**
 * An object by where it is.
 *
 * @param resource {@code deployments.apps}
 */
record Ref(String resource, String namespace, String name) {}
