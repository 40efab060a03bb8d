package dev.kerf.kube.api;

/** Somebody who takes a stream line by line. */
@FunctionalInterface
public interface LineSink {
    void line(byte[] line);
}
