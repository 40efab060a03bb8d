/**
 * Parts of GPUs on a device plugin that only gives whole ones: a reservation pod holds each shared card, and the pods that
 * share it are told which it is.
 */
@NullMarked
package dev.kerf.kube.reserve;

import org.jspecify.annotations.NullMarked;
