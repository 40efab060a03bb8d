package dev.kerf.objects;

import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import java.io.InputStream;
import java.util.List;

/** Kubernetes objects, in files or piped in, read into a cluster. */
public final class ClusterReader {
    private ClusterReader() {}

    /**
     * The cluster that the files, directories or standard input ({@code -}) tell of.
     *
     * @throws InputException if there is nothing to be read
     */
    public static ReadResult read(List<String> paths, ReadOptions options, InputStream stdin) {
        ClusterIntake intake = new ClusterIntake(options);
        new Input(intake::accept, intake::warn).read(paths, stdin);
        if (intake.objects() == 0) {
            String where = paths.isEmpty() ? "no file" : String.join(", ", paths);
            String why = intake.firstWarning("give the output of kubectl get nodes,pods -A -o yaml");
            throw new InputException("no Kubernetes object found in " + where + ": " + why);
        }
        return intake.result();
    }
}
