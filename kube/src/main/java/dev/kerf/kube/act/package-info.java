/**
 * Advice acted on: what stops an action at the living object, what is written there, and how it comes through crashes,
 * refusals and second thoughts without anything being left half done.
 */
@NullMarked
package dev.kerf.kube.act;

import org.jspecify.annotations.NullMarked;
