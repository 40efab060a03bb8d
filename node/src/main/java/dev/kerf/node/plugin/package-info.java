/** A device plugin: what a node offers of a resource, and what containers are given of it. */
@NullMarked
package dev.kerf.node.plugin;

import org.jspecify.annotations.NullMarked;
