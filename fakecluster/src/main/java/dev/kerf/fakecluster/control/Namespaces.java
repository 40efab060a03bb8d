package dev.kerf.fakecluster.control;

import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.life.DeleteOptions;
import dev.kerf.fakecluster.life.Registry;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;

/** A namespace that is deleted goes when everything in it has gone. */
final class Namespaces implements Controller {
    private final World world;

    Namespaces(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored namespace) {
        if (!PodState.leaving(namespace)) {
            return;
        }
        boolean empty = true;
        for (Kind kind : world.kinds()) {
            if (kind.namespaced() && Registry.shelf(kind).equals(kind.resource())) {
                for (Stored each : world.list(kind.resource(), namespace.name())) {
                    world.delete(new Ref(kind.resource(), each.namespace(), each.name()), DeleteOptions.PLAIN);
                }
                empty &= world.list(kind.resource(), namespace.name()).isEmpty();
            }
        }
        if (empty) {
            world.change(new Ref("namespaces", "", namespace.name()), tree -> Trees.within(tree, "spec")
                    .remove("finalizers"));
        }
    }
}
