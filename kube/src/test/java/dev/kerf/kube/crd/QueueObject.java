package dev.kerf.kube.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The whole object as the generator wants to see it; cluster-scoped, since it is not Namespaced. */
@Group("kerf.dev")
@Version("v1alpha1")
@Kind("Queue")
@Plural("queues")
@ShortNames("kq")
@AdditionalPrinterColumn(name = "PARENT", jsonPath = ".spec.parent", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "GUARANTEE",
        jsonPath = QueueObject.GPUS_OF_SPEC + ".guarantee",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "SHARE",
        jsonPath = ".status.share" + QueueObject.GPUS,
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "USED",
        jsonPath = ".status.used" + QueueObject.GPUS,
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "PENDING", jsonPath = ".status.pending", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "PRIORITY",
        jsonPath = ".spec.priority",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value = "!has(self.spec) || !has(self.spec.parent) || self.spec.parent != self.metadata.name",
        message = "a queue is not part of itself: name another parent, or none",
        fieldPath = ".spec.parent")
final class QueueObject extends CustomResource<QueueSpec, QueueStatus> {
    static final String GPUS = ".nvidia\\.com/gpu";
    static final String GPUS_OF_SPEC = ".spec.resources" + GPUS;
}
