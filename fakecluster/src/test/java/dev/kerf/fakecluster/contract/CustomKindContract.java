package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import org.junit.jupiter.api.Test;

/** Custom kinds, made and gone while the server runs. */
abstract class CustomKindContract extends Contract {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private final String group;

    CustomKindContract(Server server) {
        super(server);
        this.group = namespace + ".kerf.dev";
    }

    private void define() {
        post(DEFINITIONS, """
                {"metadata": {"name": "shelves.%1$s"}, "spec": {"group": "%1$s", "scope": "Namespaced",
                 "names": {"plural": "shelves", "singular": "shelf", "kind": "Shelf", "listKind": "ShelfList", "shortNames": ["shv"]},
                 "versions": [{"name": "v1", "served": true, "storage": true, "subresources": {"status": {}},
                  "additionalPrinterColumns": [{"name": "Boards", "type": "integer", "jsonPath": ".spec.boards"}],
                  "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                   "spec": {"type": "object", "properties": {"boards": {"type": "integer"}, "free": {"type": "object",
                     "x-kubernetes-preserve-unknown-fields": true}}},
                   "status": {"type": "object", "properties": {"full": {"type": "boolean"}}}}}}}]}}
                """.formatted(group)).expect(201);
        Await.until("the kind to be served", () -> get(shelves()).code() == 200);
    }

    private String shelves() {
        return in("/apis/" + group + "/v1", "shelves");
    }

    private String shelf(String name, String spec) {
        return """
                {"apiVersion": "%s/v1", "kind": "Shelf", "metadata": {"name": "%s"}, "spec": %s, "status": {"full": true}}
                """.formatted(group, name, spec);
    }

    @Test
    void isServedPrunedAndKeepsItsStatusApart() {
        define();
        Reply made = post(shelves(), shelf("a", "{\"boards\": 3, \"paint\": \"red\", \"free\": {\"any\": [1]}}"))
                .expect(201);
        assertThat(made.body().path("spec")).isEqualTo(json("{\"boards\": 3, \"free\": {\"any\": [1]}}"));
        assertThat(made.body().has("status")).isFalse();
        Reply status = patch(
                        MERGE, shelves() + "/a/status", "{\"spec\": {\"boards\": 9}, \"status\": {\"full\": true}}")
                .expect(200);
        assertThat(status.text("status", "full")).isEqualTo("true");
        assertThat(status.text("spec", "boards")).isEqualTo("3");
        Reply more =
                patch(MERGE, shelves() + "/a", "{\"spec\": {\"boards\": 4}}").expect(200);
        assertThat(more.text("metadata", "generation")).isEqualTo("2");
        patch(STRATEGIC, shelves() + "/a", "{}").expect(415);
        assertThat(post(shelves(), shelf("b", "{\"boards\": \"three\"}")).code())
                .isIn(400, 422);
        post(shelves() + "?fieldValidation=Strict", shelf("b", "{\"paint\": \"red\"}"))
                .expect(400);
    }

    @Test
    void kubectlPrintsItsColumnsAndItGoesWithItsDefinition() {
        define();
        post(shelves(), shelf("a", "{\"boards\": 3}")).expect(201);
        String resource = "shelves." + group;
        assertThat(kubectl("get", resource).text()).matches("(?s)NAME +BOARDS\\s+a +3");
        delete(DEFINITIONS + "/" + resource).expect(200);
        Await.until("the kind to be gone", () -> get(shelves()).code() == 404);
    }
}
