package dev.kerf.core.fit;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;

/** The filters that compare a counted resource: with what the node has in all, and with what it has left. */
final class RoomFilters {
    private RoomFilters() {}

    /** The node has as much of the resource in all. */
    record Size(Workspace empty, int dimension) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            long need = empty.snapshot().need(taskClass)[dimension];
            return need == 0 || need <= empty.free(node, dimension);
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return compared(Code.TOO_LARGE, empty, dimension, taskClass, nodes, scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "too small in " + plural(empty.snapshot(), dimension);
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** The node has as much of the resource left. */
    record Free(Workspace workspace, int dimension) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            long need = workspace.snapshot().need(taskClass)[dimension];
            return need == 0 || need <= workspace.free(node, dimension);
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return compared(Code.SHORT, workspace, dimension, taskClass, nodes, scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "short of " + plural(workspace.snapshot(), dimension);
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }

    private static Reason compared(
            Code code, Workspace workspace, int dimension, int taskClass, int[] nodes, String scope) {
        Dimensions names = workspace.snapshot().dimensions();
        long need = workspace.snapshot().need(taskClass)[dimension];
        long most = Arrays.stream(nodes)
                .mapToLong(n -> Math.max(0, workspace.free(n, dimension)))
                .max()
                .orElse(0);
        return Reason.of(
                code,
                "resource",
                names.name(dimension),
                "need",
                names.text(dimension, need),
                "most",
                names.amount(dimension, most),
                "scope",
                scope);
    }

    private static String plural(Snapshot snapshot, int dimension) {
        return switch (dimension) {
            case Dimensions.CPU -> "CPU";
            case Dimensions.PODS -> "pod slots";
            case Dimensions.EPHEMERAL -> "ephemeral storage";
            default -> snapshot.dimensions().name(dimension);
        };
    }
}
