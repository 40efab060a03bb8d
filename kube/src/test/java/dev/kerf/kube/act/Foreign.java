package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.kube.api.Request;
import dev.kerf.testbed.Await;
import java.util.Locale;

/** Kinds of others, as far as they are looked at. */
final class Foreign {
    private Foreign() {}

    static void serve(Workshop shop, String group, String version, String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        String yaml = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: %1$s.%2$s
                  annotations: {api-approved.kubernetes.io: "unapproved, for tests"}
                spec:
                  group: %2$s
                  scope: Namespaced
                  names: {kind: %4$s, plural: %1$s, singular: %5$s}
                  versions:
                    - name: %3$s
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(plural, group, version, kind, kind.toLowerCase(Locale.ROOT));
        shop.api()
                .ask(new Request(
                        "POST",
                        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                        "application/yaml",
                        yaml.getBytes(UTF_8)));
        Await.until(kind + " to be served", () -> shop.api()
                .ask(Request.get("/apis/" + group + "/" + version + "/" + plural))
                .ok());
    }
}
