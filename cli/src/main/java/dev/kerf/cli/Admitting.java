package dev.kerf.cli;

import dev.kerf.kube.act.NewPods;
import dev.kerf.kube.act.Policies;
import dev.kerf.kube.admit.Admission;
import dev.kerf.kube.admit.Certificate;
import dev.kerf.kube.admit.Resizers;
import dev.kerf.kube.admit.SizeAdmission;
import dev.kerf.kube.admit.Webhook;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** The admission webhook with what it asks the server: each replica answers, whoever leads. */
final class Admitting implements AutoCloseable {
    private final Api api;
    private final Policies policies;
    private final Webhook webhook;

    /** @throws IOException with one sentence, if the port cannot be had */
    Admitting(Access access, int port, Certificate certificate, String scheduler, Consumer<String> log)
            throws IOException {
        this.api = Api.connect(access);
        this.policies = Policies.watched(api, () -> {}, log);
        NewPods pods = new NewPods(api, policies::all, InstantSource.system());
        this.webhook = Webhook.serve(
                port,
                certificate,
                Map.of(
                        Admission.PATH, new Admission(scheduler, Resizers.of(api)),
                        SizeAdmission.PATH, new SizeAdmission(scheduler, pods)),
                log);
    }

    @Override
    public void close() {
        webhook.close();
        policies.close();
        api.close();
    }
}
