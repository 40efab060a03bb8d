package dev.kerf.server;

/** The registration of a webhook at an API server, as docs/sharing.md has it, at an address of this machine. */
final class WebhookConfiguration {
    private WebhookConfiguration() {}

    /** That which gives pods their size. */
    static String ofSizes(String scheduler, int port, String bundle) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: sizes-%1$s}
                webhooks:
                  - name: sizes.kerf.dev
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    timeoutSeconds: 5
                    failurePolicy: Ignore
                    reinvocationPolicy: IfNeeded
                    clientConfig: {url: "https://127.0.0.1:%2$d/size", caBundle: %3$s}
                    rules: [{apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}]
                    matchConditions:
                      - name: that-somebody-owns
                        expression: has(object.metadata.ownerReferences) && size(object.metadata.ownerReferences) > 0
                """.formatted(scheduler, port, bundle);
    }

    static String of(String scheduler, int port, String bundle) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: kerf-%1$s}
                webhooks:
                  - name: pods.kerf.dev
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    timeoutSeconds: 5
                    failurePolicy: Fail
                    reinvocationPolicy: IfNeeded
                    clientConfig: {url: "https://127.0.0.1:%2$d/admit", caBundle: %3$s}
                    rules: [{apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE, UPDATE]}]
                    matchConditions:
                      - name: pods-of-kerf
                        expression: has(object.spec.schedulerName) && object.spec.schedulerName == '%1$s'
                      - name: that-share-gpus
                        expression: >-
                          [object, oldObject].exists(o, o != null && has(o.metadata.annotations) &&
                          o.metadata.annotations.exists(key, key in
                          ['gpu-fraction', 'gpu-memory', 'gpu-fraction-num-devices', 'gpu-fraction-container-name']))
                      - name: and-say-something-new   # a finalizer is removed, a label is set: not the webhook's business
                        expression: >-
                          oldObject == null || ['gpu-fraction', 'gpu-memory', 'gpu-fraction-num-devices',
                          'gpu-fraction-container-name'].exists(key,
                          (has(object.metadata.annotations) && key in object.metadata.annotations ?
                          object.metadata.annotations[key] : '') !=
                          (has(oldObject.metadata.annotations) && key in oldObject.metadata.annotations ?
                          oldObject.metadata.annotations[key] : ''))
                """.formatted(scheduler, port, bundle);
    }
}
