package dev.kerf.kube.admit;

import dev.kerf.kube.act.NewPods;
import dev.kerf.kube.act.Tailored;
import dev.kerf.objects.read.ServerReview;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Gives new pods of Kerf's the size that was decided for their owner. Refuses nobody: what it cannot do it leaves, and says so. */
public final class SizeAdmission implements Reviewer {
    /** Where reviews are posted. */
    public static final String PATH = "/size";

    private final String scheduler;
    private final NewPods pods;

    /** @param scheduler whose pods are looked at, {@code spec.schedulerName} */
    public SizeAdmission(String scheduler, NewPods pods) {
        this.scheduler = scheduler;
        this.pods = pods;
    }

    @Override
    public byte[] answer(byte[] review) throws IOException {
        ServerReview asked = ServerReview.read(review);
        boolean ours = asked.operation().equals("CREATE")
                && asked.object().kind().equals("Pod")
                && asked.object().root().at("spec", "schedulerName").text().equals(scheduler);
        return Response.review(ours ? tailored(asked) : Response.allowed(asked));
    }

    private Map<String, Object> tailored(ServerReview asked) {
        Tailored tailored = pods.tailored(asked.object());
        if (!tailored.patch().isEmpty()) {
            return Response.patched(asked, tailored.patch());
        }
        Map<String, Object> response = Response.allowed(asked);
        if (!tailored.message().isEmpty()) {
            response.put(
                    "warnings",
                    List.of("Kerf leaves pod %s at the size of its template: %s"
                            .formatted(Response.title(asked), tailored.message())));
        }
        return response;
    }
}
