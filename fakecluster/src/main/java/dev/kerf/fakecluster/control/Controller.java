package dev.kerf.fakecluster.control;

import dev.kerf.fakecluster.store.Stored;

/** Brings one object nearer to what it says it wants. Called again whenever something near it changed. */
@FunctionalInterface
interface Controller {
    void reconcile(Stored object);
}
