/**
 * What the embedded API server promises, case by case. Every case runs against it and against kube-apiserver with the same
 * assertions, so that it cannot drift.
 */
@NullMarked
package dev.kerf.fakecluster.contract;

import org.jspecify.annotations.NullMarked;
