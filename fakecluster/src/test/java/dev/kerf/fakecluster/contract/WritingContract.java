package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Creating, replacing and deleting. */
abstract class WritingContract extends Contract {
    WritingContract(Server server) {
        super(server);
    }

    @Test
    void anObjectGetsWhatTheServerGives() {
        Reply made = post(configMaps(), configMap("a", "{\"k\": \"v\"}")).expect(201);
        assertThat(made.text("kind")).isEqualTo("ConfigMap");
        assertThat(made.text("apiVersion")).isEqualTo("v1");
        assertThat(made.text("metadata", "uid")).hasSize(36);
        assertThat(made.text("metadata", "namespace")).isEqualTo(namespace);
        assertThat(made.text("metadata", "creationTimestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(get(configMaps() + "/a").expect(200).body()).isEqualTo(made.body());
    }

    @Test
    void aNameIsTakenOnce() {
        post(configMaps(), configMap("a", "{}")).expect(201);
        Reply again = post(configMaps(), configMap("a", "{}")).expect(409);
        assertThat(again.text("reason")).isEqualTo("AlreadyExists");
        assertThat(again.text("message")).isEqualTo("configmaps \"a\" already exists");
        assertThat(again.text("details", "kind")).isEqualTo("configmaps");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Reply none = get(in("/apis/apps/v1", "deployments") + "/none").expect(404);
        assertThat(none.text("message")).isEqualTo("deployments.apps \"none\" not found");
        assertThat(none.text("details", "group")).isEqualTo("apps");
        get("/api/v1/namespaces/" + namespace + "/nonsense").expect(404);
        assertThat(post("/api/v1/namespaces/no-such/configmaps", configMap("a", "{}"))
                        .expect(404)
                        .text("message"))
                .isEqualTo("namespaces \"no-such\" not found");
    }

    @Test
    void generatesNames() {
        Reply made = post(configMaps(), "{\"metadata\": {\"generateName\": \"some-\"}}")
                .expect(201);
        assertThat(made.text("metadata", "name")).matches("some-[a-z0-9]{5}");
    }

    @Test
    void aNameMustBeOne() {
        Reply wrong = post(configMaps(), configMap("Not_A_Name", "{}")).expect(422);
        assertThat(wrong.text("reason")).isEqualTo("Invalid");
        assertThat(wrong.text("details", "causes", "0", "field")).isEqualTo("metadata.name");
    }

    @Test
    void anOldStateCannotBePutBack() {
        Reply first = post(configMaps(), configMap("a", "{\"k\": \"1\"}")).expect(201);
        put(configMaps() + "/a", configMap("a", "{\"k\": \"2\"}")).expect(200);
        Reply stale = put(configMaps() + "/a", first.body().toString()).expect(409);
        assertThat(stale.text("reason")).isEqualTo("Conflict");
        assertThat(stale.text("message"))
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your"
                                + " changes to the latest version and try again");
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        Reply first = post(configMaps(), configMap("a", "{\"k\": \"1\"}")).expect(201);
        Reply same = put(configMaps() + "/a", first.body().toString()).expect(200);
        assertThat(same.text("metadata", "resourceVersion")).isEqualTo(first.text("metadata", "resourceVersion"));
    }

    @Test
    void aDryRunLeavesNothing() {
        post(configMaps() + "?dryRun=All", configMap("a", "{}")).expect(201);
        get(configMaps() + "/a").expect(404);
    }

    @Test
    void deletesOneThatIsMeant() {
        Reply made = post(configMaps(), configMap("a", "{}")).expect(201);
        String other = "{\"preconditions\": {\"uid\": \"00000000-0000-0000-0000-000000000000\"}}";
        send("DELETE", configMaps() + "/a", JSON, other).expect(409);
        Reply gone = delete(configMaps() + "/a").expect(200);
        assertThat(gone.text("status")).isEqualTo("Success");
        assertThat(gone.text("details", "uid")).isEqualTo(made.text("metadata", "uid"));
        delete(configMaps() + "/a").expect(404);
    }

    @Test
    void whatHasFinalizersStaysUntilTheyAreGone() {
        post(configMaps(), "{\"metadata\": {\"name\": \"a\", \"finalizers\": [\"kerf.dev/test\"]}}")
                .expect(201);
        Reply leaving = delete(configMaps() + "/a").expect(200);
        assertThat(leaving.text("metadata", "deletionTimestamp")).isNotEmpty();
        get(configMaps() + "/a").expect(200);
        patch(MERGE, configMaps() + "/a", "{\"metadata\": {\"finalizers\": null}}")
                .expect(200);
        get(configMaps() + "/a").expect(404);
    }

    @Test
    void deletesAllThatAreSelected() {
        for (String name : new String[] {"a", "b", "c"}) {
            String color = name.equals("c") ? "red" : "blue";
            post(
                            configMaps(),
                            "{\"metadata\": {\"name\": \"%s\", \"labels\": {\"color\": \"%s\"}}}"
                                    .formatted(name, color))
                    .expect(201);
        }
        delete(configMaps() + "?labelSelector=color%3Dblue").expect(200);
        assertThat(get(configMaps() + "/c").code()).isEqualTo(200);
        get(configMaps() + "/a").expect(404);
    }

    @Test
    void anUnknownFieldIsDroppedAndRefusedWhereThatIsWanted() {
        String typo =
                "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"replicsa\": 1, \"containers\": [{\"name\": \"m\", \"image\": \"n\"}]}}";
        Reply strict = post(pods() + "?fieldValidation=Strict", typo).expect(400);
        assertThat(strict.text("message")).contains("strict decoding error", "unknown field \"spec.replicsa\"");
        Reply warned = post(pods() + "?fieldValidation=Warn", typo).expect(201);
        assertThat(warned.response().headers().firstValue("Warning").orElse("")).contains("unknown field");
        assertThat(warned.body().path("spec").has("replicsa")).isFalse();
    }

    @Test
    void aValueOfTheWrongFormIsABadRequest() {
        String wrong = "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"containers\": \"none\"}}";
        assertThat(post(pods(), wrong).expect(400).text("reason")).isEqualTo("BadRequest");
        post(pods(), "{\"metadata\": ").expect(400);
        send("POST", pods(), "application/vnd.kubernetes.protobuf", "k8s\u0000 damaged")
                .expect(400);
        assertThat(post(pods(), "{\"kind\": \"Node\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"a\"}}")
                        .code())
                .isEqualTo(400);
    }

    @Test
    void statusIsKeptApart() {
        String deployments = in("/apis/apps/v1", "deployments");
        String deployment = """
                {"metadata": {"name": "a"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {
                 "metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "m", "image": "n"}]}}},
                 "status": {"replicas": 7}}
                """;
        assertThat(post(deployments, deployment).expect(201).text("status", "replicas"))
                .isEmpty();
        patch(MERGE, deployments + "/a", "{\"status\": {\"replicas\": 7}}").expect(200);
        assertThat(get(deployments + "/a").text("status", "replicas")).isEmpty();
        Reply status = patch(
                        MERGE,
                        deployments + "/a/status",
                        "{\"spec\": {\"replicas\": 9}, \"status\": {\"replicas\": 7}}")
                .expect(200);
        assertThat(status.text("status", "replicas")).isEqualTo("7");
        assertThat(status.text("spec", "replicas")).isEqualTo("1");
    }

    @Test
    void changesOfTheSpecAreCounted() {
        String deployments = in("/apis/apps/v1", "deployments");
        String deployment = """
                {"metadata": {"name": "a"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {
                 "metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "m", "image": "n"}]}}}}
                """;
        assertThat(post(deployments, deployment).expect(201).text("metadata", "generation"))
                .isEqualTo("1");
        patch(MERGE, deployments + "/a", "{\"metadata\": {\"labels\": {\"x\": \"y\"}}}")
                .expect(200);
        patch(MERGE, deployments + "/a/status", "{\"status\": {\"replicas\": 1}}")
                .expect(200);
        assertThat(get(deployments + "/a").text("metadata", "generation")).isEqualTo("1");
        Reply scaled = patch(MERGE, deployments + "/a", "{\"spec\": {\"replicas\": 3}}")
                .expect(200);
        assertThat(scaled.text("metadata", "generation")).isEqualTo("2");
    }
}
