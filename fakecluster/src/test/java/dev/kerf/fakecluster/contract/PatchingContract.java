package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The four ways to patch. */
abstract class PatchingContract extends Contract {
    private static final String DEPLOYMENT = """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {"replicas": 1,
             "selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "a"}}, "spec": {
             "containers": [{"name": "one", "image": "i:1", "env": [{"name": "X", "value": "1"}]}, {"name": "two", "image": "i:2"}]}}}}
            """;

    PatchingContract(Server server) {
        super(server);
    }

    private String deployment() {
        return in("/apis/apps/v1", "deployments") + "/a";
    }

    private void deploy() {
        post(in("/apis/apps/v1", "deployments"), DEPLOYMENT).expect(201);
    }

    private static JsonNode containers(Reply reply) {
        return reply.body().path("spec").path("template").path("spec").path("containers");
    }

    @Test
    void mergePatchReplacesListsAndTakesAwayNulls() {
        post(configMaps(), configMap("a", "{\"x\": \"1\", \"y\": \"2\"}")).expect(201);
        Reply patched = patch(MERGE, configMaps() + "/a", "{\"data\": {\"x\": null, \"z\": \"3\"}}")
                .expect(200);
        assertThat(patched.body().path("data")).isEqualTo(json("{\"y\": \"2\", \"z\": \"3\"}"));
        deploy();
        Reply one = patch(
                        MERGE,
                        deployment(),
                        "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"three\", \"image\": \"i:3\"}]}}}}")
                .expect(200);
        assertThat(containers(one)).hasSize(1);
    }

    @Test
    void jsonPatchGoesStepByStep() {
        post(configMaps(), configMap("a", "{\"x\": \"1\"}")).expect(201);
        String patch = """
                [{"op": "test", "path": "/data/x", "value": "1"}, {"op": "add", "path": "/data/y", "value": "2"},
                 {"op": "replace", "path": "/data/x", "value": "9"}, {"op": "copy", "from": "/data/y", "path": "/data/z"},
                 {"op": "remove", "path": "/data/y"}]
                """;
        Reply patched = patch(PATCH, configMaps() + "/a", patch).expect(200);
        assertThat(patched.body().path("data")).isEqualTo(json("{\"x\": \"9\", \"z\": \"2\"}"));
        patch(PATCH, configMaps() + "/a", "[{\"op\": \"test\", \"path\": \"/data/x\", \"value\": \"1\"}]")
                .expect(422);
        patch(PATCH, configMaps() + "/a", "[{\"op\": \"remove\", \"path\": \"/data/none\"}]")
                .expect(422);
    }

    @Test
    void strategicPatchMergesListsByTheirKeys() {
        deploy();
        String patch = """
                {"spec": {"template": {"spec": {"containers": [{"name": "one", "image": "i:9", "env": [{"name": "Y", "value": "2"}]},
                 {"name": "three", "image": "i:3"}]}}}}
                """;
        JsonNode merged = containers(patch(STRATEGIC, deployment(), patch).expect(200));
        assertThat(merged).hasSize(3);
        JsonNode one = named(merged, "one");
        assertThat(one.path("image").asText()).isEqualTo("i:9");
        assertThat(one.path("env")).hasSize(2);
        String gone =
                "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"two\", \"$patch\": \"delete\"}]}}}}";
        assertThat(containers(patch(STRATEGIC, deployment(), gone).expect(200))).hasSize(2);
    }

    @Test
    void strategicPatchKnowsItsDirectives() {
        post(
                        configMaps(),
                        "{\"metadata\": {\"name\": \"a\", \"finalizers\": [\"k.dev/a\", \"k.dev/b\"]}, \"data\": {\"x\": \"1\"}}")
                .expect(201);
        Reply less = patch(
                        STRATEGIC,
                        configMaps() + "/a",
                        "{\"metadata\": {\"$deleteFromPrimitiveList/finalizers\": [\"k.dev/a\"]}, \"data\": {\"$patch\": \"replace\", \"y\": \"2\"}}")
                .expect(200);
        assertThat(less.body().path("metadata").path("finalizers")).isEqualTo(json("[\"k.dev/b\"]"));
        assertThat(less.body().path("data")).isEqualTo(json("{\"y\": \"2\"}"));
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name + " is not in " + list);
    }

    @Test
    void anUnknownKindOfPatchIsRefused() {
        post(configMaps(), configMap("a", "{}")).expect(201);
        patch("text/plain", configMaps() + "/a", "{}").expect(415);
        patch(MERGE, configMaps() + "/none", "{}").expect(404);
    }

    private Reply apply(String manager, String more, String data) {
        String body = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}, \"data\": "
                + data + "}";
        return patch(APPLY, configMaps() + "/a?fieldManager=" + manager + more, body);
    }

    @Test
    void applyMakesWhatIsNotThereAndTakesBackWhatIsNoLongerWanted() {
        apply("me", "", "{\"x\": \"1\", \"y\": \"2\"}").expect(201);
        apply("you", "", "{\"z\": \"3\"}").expect(200);
        Reply less = apply("me", "", "{\"x\": \"1\"}").expect(200);
        assertThat(less.body().path("data")).isEqualTo(json("{\"x\": \"1\", \"z\": \"3\"}"));
        Reply same = apply("me", "", "{\"x\": \"1\"}").expect(200);
        assertThat(same.text("metadata", "resourceVersion")).isEqualTo(less.text("metadata", "resourceVersion"));
        patch(APPLY, configMaps() + "/a", "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\"}")
                .expect(422);
    }

    @Test
    void applyTakesNothingFromOthersUnlessForced() {
        apply("me", "", "{\"x\": \"1\"}").expect(201);
        Reply conflict = apply("you", "", "{\"x\": \"2\"}").expect(409);
        assertThat(conflict.text("message")).isEqualTo("Apply failed with 1 conflict: conflict with \"me\": .data.x");
        assertThat(conflict.text("details", "causes", "0", "reason")).isEqualTo("FieldManagerConflict");
        apply("you", "&force=true", "{\"x\": \"2\"}").expect(200);
        apply("me", "", "{\"x\": \"1\"}").expect(409);
        assertThat(apply("you", "", "{\"x\": \"2\"}").expect(200).text("data", "x"))
                .isEqualTo("2");
    }

    @Test
    void whoeverChangesAFieldOwnsIt() {
        apply("me", "", "{\"x\": \"1\"}").expect(201);
        patch(MERGE, configMaps() + "/a?fieldManager=you", "{\"data\": {\"x\": \"2\"}}")
                .expect(200);
        Reply conflict = apply("me", "", "{\"x\": \"1\"}").expect(409);
        assertThat(conflict.text("message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"you\" using v1: .data.x");
    }

    @Test
    void applyMergesListsByTheirKeys() {
        String body = """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {
                 "selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "a"}}, "spec": {
                 "containers": [{"name": "one", "image": "i:1", "ports": [{"containerPort": 80}]}]}}}}
                """;
        patch(APPLY, deployment() + "?fieldManager=me", body).expect(201);
        String second = body.replace("\"one\"", "\"two\"");
        JsonNode both = containers(
                patch(APPLY, deployment() + "?fieldManager=you", second).expect(200));
        assertThat(both).hasSize(2);
        JsonNode one = containers(patch(APPLY, deployment() + "?fieldManager=me", body.replace("\"one\"", "\"three\""))
                .expect(200));
        assertThat(one).hasSize(2);
        assertThat(named(one, "two").path("image").asText()).isEqualTo("i:1");
    }
}
