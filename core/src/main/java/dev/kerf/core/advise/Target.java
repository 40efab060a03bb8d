package dev.kerf.core.advise;

/** What an advice would change. */
public sealed interface Target {
    /**
     * A workload, or one container of it.
     *
     * @param workload  the owner a person knows, {@code Deployment/web}
     * @param container empty: all of it
     */
    record OfWorkload(String namespace, String workload, String container) implements Target {
        /** All of a workload. */
        public OfWorkload(String namespace, String workload) {
            this(namespace, workload, "");
        }

        @Override
        public String toString() {
            return namespace + "/" + workload + (container.isEmpty() ? "" : ":" + container);
        }
    }

    /** A node. */
    record OfNode(String node) implements Target {
        @Override
        public String toString() {
            return "node/" + node;
        }
    }

    /** A GPU, by the name its driver gives it. */
    record OfGpu(String node, String gpu) implements Target {
        @Override
        public String toString() {
            return "node/" + node + "/" + gpu;
        }
    }

    /** The fleet, or the GPUs of one model in it. */
    record OfFleet(String model) implements Target {
        @Override
        public String toString() {
            return model.isEmpty() ? "fleet" : "fleet/" + model;
        }
    }
}
