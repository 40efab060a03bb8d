package dev.kerf.kube.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The whole object as the generator wants to see it; cluster-scoped: who runs the cluster raises levels, owners lower them. */
@Group("kerf.dev")
@Version("v1alpha1")
@Kind("SizingPolicy")
@Plural("sizingpolicies")
@ShortNames("ksp")
@AdditionalPrinterColumn(name = "LEVEL", jsonPath = ".spec.level", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "NAMESPACES",
        jsonPath = ".spec.scope.namespaces",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "MODE", jsonPath = ".spec.mode", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "PRIORITY",
        jsonPath = ".spec.priority",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
final class SizingPolicyObject extends CustomResource<SizingPolicySpec, Void> {}
