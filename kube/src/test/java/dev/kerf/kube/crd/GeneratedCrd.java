package dev.kerf.kube.crd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The CRD that the records say, in YAML. */
final class GeneratedCrd implements CRDPostProcessor {
    private static final List<String> COLUMNS =
            List.of("PARENT", "GUARANTEE", "SHARE", "USED", "PENDING", "PRIORITY", "AGE");
    private static final String HEADER = """
            # Generated from the records of dev.kerf.kube.crd by QueueCrdTest. To change it, change them.
            """;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static String of(Class<? extends HasMetadata> type) {
        GeneratedCrd crd = new GeneratedCrd();
        new CRDGenerator()
                .customResourceClasses(List.of(type))
                .withPostProcessor(crd)
                .withMinQuotes(true)
                .withOutput(new Output(crd.out))
                .generate();
        return crd.out.toString(UTF_8).replaceFirst("(?s)\\A(#[^\n]*\n)*(---\n)?", HEADER);
    }

    /** What no annotation says: which lists are sets or maps, so that several may apply parts of them. */
    @Override
    public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
        CustomResourceDefinition crd = (CustomResourceDefinition) resource;
        crd.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "kerf"));
        crd.getSpec().getNames().setCategories(List.of("kerf"));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.getAdditionalPrinterColumns().sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
        version.getAdditionalPrinterColumns().forEach(GeneratedCrd::asTheServerHasIt);
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        bound(root);
        at(root, "spec", "namespaces").setXKubernetesListType("set");
        at(root, "spec", "namespaces").getItems().getSchema().setMaxLength(63L);
        JSONSchemaProps conditions = at(root, "status", "conditions");
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        at(conditions.getItems().getSchema(), "lastTransitionTime").setFormat("date-time");
        return crd;
    }

    /** Versions are compared as a whole: with a word more than the server keeps, no second manager could apply the same CRD. */
    private static void asTheServerHasIt(CustomResourceColumnDefinition column) {
        if (Integer.valueOf(0).equals(column.getPriority())) {
            column.setPriority(null);
        }
    }

    /** Amounts have a greatest length, since the server reckons beforehand what a rule about them may cost. */
    private static void bound(JSONSchemaProps schema) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setMaxLength(64L);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(GeneratedCrd::bound);
        }
        if (schema.getAdditionalProperties() != null) {
            bound(schema.getAdditionalProperties().getSchema());
        }
    }

    private static JSONSchemaProps at(JSONSchemaProps schema, String... path) {
        JSONSchemaProps found = schema;
        for (String name : path) {
            found = Objects.requireNonNull(found.getProperties().get(name), name);
        }
        return found;
    }

    private record Output(ByteArrayOutputStream bytes) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return bytes;
        }

        @Override
        public void close() {}
    }
}
