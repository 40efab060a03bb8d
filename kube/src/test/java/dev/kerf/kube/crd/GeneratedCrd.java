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
import java.util.function.Consumer;

/** The CRD that the records say, in YAML. */
final class GeneratedCrd implements CRDPostProcessor {
    private static final String HEADER = """
            # Generated from the records of dev.kerf.kube.crd by %s. To change it, change them.
            """;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> columns;
    private final Consumer<JSONSchemaProps> finish;

    private GeneratedCrd(List<String> columns, Consumer<JSONSchemaProps> finish) {
        this.columns = columns;
        this.finish = finish;
    }

    /**
     * Of a type.
     *
     * @param test    that makes it
     * @param columns in their order
     * @param finish  says what no annotation does, of the root of the schema
     */
    static String of(
            Class<? extends HasMetadata> type, Class<?> test, List<String> columns, Consumer<JSONSchemaProps> finish) {
        GeneratedCrd crd = new GeneratedCrd(columns, finish);
        new CRDGenerator()
                .customResourceClasses(List.of(type))
                .withPostProcessor(crd)
                .withMinQuotes(true)
                .withOutput(new Output(crd.out))
                .generate();
        return crd.out
                .toString(UTF_8)
                .replaceFirst("(?s)\\A(#[^\n]*\n)*(---\n)?", HEADER.formatted(test.getSimpleName()));
    }

    /** What no annotation says: which lists are sets or maps, so that several may apply parts of them. */
    @Override
    public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
        CustomResourceDefinition crd = (CustomResourceDefinition) resource;
        crd.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "kerf"));
        crd.getSpec().getNames().setCategories(List.of("kerf"));
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        version.getAdditionalPrinterColumns().sort(Comparator.comparing(column -> columns.indexOf(column.getName())));
        version.getAdditionalPrinterColumns().forEach(GeneratedCrd::asTheServerHasIt);
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        bound(root);
        finish.accept(root);
        return crd;
    }

    /** A set of texts of at most that length. */
    static void set(JSONSchemaProps list, long length) {
        list.setXKubernetesListType("set");
        list.getItems().getSchema().setMaxLength(length);
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

    static JSONSchemaProps at(JSONSchemaProps schema, String... path) {
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
