/** The kubelet's device plugin API v1beta1, as protoc writes it down. */
@NullMarked
package dev.kerf.node.kubelet.deviceplugin;

import org.jspecify.annotations.NullMarked;
