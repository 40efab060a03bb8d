package dev.kerf.core.model;

/**
 * What one holder has of one device.
 *
 * @param device index on the node
 * @param share  the part held
 */
public record Slice(int device, Share share) {}
