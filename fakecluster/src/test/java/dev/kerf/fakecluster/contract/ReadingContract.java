package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, selectors, pages, tables, discovery. */
abstract class ReadingContract extends Contract {
    ReadingContract(Server server) {
        super(server);
    }

    private void fill() {
        labelled("a", "\"color\": \"blue\", \"size\": \"1\"");
        labelled("b", "\"color\": \"red\"");
        labelled("c", "\"size\": \"2\"");
    }

    private void labelled(String name, String labels) {
        post(configMaps(), "{\"metadata\": {\"name\": \"" + name + "\", \"labels\": {" + labels + "}}}")
                .expect(201);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The names of a list, in its order; what every namespace has aside. */
    private String names(String path) {
        List<String> names = new ArrayList<>();
        get(path)
                .expect(200)
                .body()
                .path("items")
                .forEach(each -> names.add(each.path("metadata").path("name").asText()));
        names.remove("kube-root-ca.crt");
        return String.join(" ", names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color=blue | a",
                "color==red | b",
                "color!=blue | b c",
                "color in (blue, red) | a b",
                "color notin (blue) | b c",
                "size | a c",
                "!size | b",
                "size,color=blue | a",
                "color=none | ''"
            })
    void selectsByLabels(String selector, String expected) {
        fill();
        assertThat(names(configMaps() + "?labelSelector=" + encoded(selector))).isEqualTo(expected);
    }

    @Test
    void selectsByFields() {
        fill();
        assertThat(names(configMaps() + "?fieldSelector=" + encoded("metadata.name=b")))
                .isEqualTo("b");
        assertThat(names(configMaps() + "?fieldSelector=" + encoded("metadata.name!=b")))
                .isEqualTo("a c");
        post(pods(), pod("p", "\"schedulerName\": \"nobody\", ")).expect(201);
        post(pods(), pod("q", "\"schedulerName\": \"nobody\", \"nodeName\": \"n\", "))
                .expect(201);
        assertThat(names(pods() + "?fieldSelector=" + encoded("spec.nodeName=")))
                .isEqualTo("p");
        assertThat(names(pods() + "?fieldSelector=" + encoded("spec.nodeName=n,status.phase!=Running")))
                .isEqualTo("q");
        assertThat(names(pods() + "?fieldSelector=" + encoded("spec.schedulerName=nobody,status.phase=Pending")))
                .isEqualTo("p q");
    }

    @Test
    void aSelectorMustBeOne() {
        get(configMaps() + "?labelSelector=" + encoded("a in (")).expect(400);
        Reply unknown =
                get(configMaps() + "?fieldSelector=" + encoded("data.k=v")).expect(400);
        assertThat(unknown.text("message"))
                .isEqualTo("\"data.k\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        Reply ofPods =
                get(pods() + "?fieldSelector=" + encoded("spec.color=red")).expect(400);
        assertThat(ofPods.text("message")).contains("field label not supported: spec.color");
    }

    @Test
    void eventsAreFoundByWhatTheyAreAbout() {
        String event = """
                {"metadata": {"name": "e", "namespace": "%1$s"}, "involvedObject": {"kind": "Pod", "name": "p", "namespace": "%1$s", "uid": "u1"},
                 "reason": "Testing", "message": "it works", "type": "Normal"}
                """.formatted(namespace);
        post(in("/api/v1", "events"), event).expect(201);
        String selector = encoded("involvedObject.name=p,involvedObject.kind=Pod,involvedObject.uid=u1");
        assertThat(names(in("/api/v1", "events") + "?fieldSelector=" + selector))
                .isEqualTo("e");
        Reply newer = get(in("/apis/events.k8s.io/v1", "events") + "/e").expect(200);
        assertThat(newer.text("note")).isEqualTo("it works");
        assertThat(newer.text("regarding", "name")).isEqualTo("p");
    }

    @Test
    void listsInPagesThatShowOneMoment() {
        fill();
        Reply first = get(configMaps() + "?limit=2").expect(200);
        assertThat(first.body().path("items")).hasSize(2);
        String more = first.text("metadata", "continue");
        assertThat(more).isNotEmpty();
        assertThat(first.body().path("metadata").path("remainingItemCount").asInt())
                .isPositive();
        labelled("aa", "");
        delete(configMaps() + "/c").expect(200);
        Reply rest = get(configMaps() + "?limit=20&continue=" + encoded(more)).expect(200);
        List<String> names = new ArrayList<>();
        rest.body()
                .path("items")
                .forEach(each -> names.add(each.path("metadata").path("name").asText()));
        assertThat(names).contains("c").doesNotContain("aa", "a", "b");
        assertThat(rest.text("metadata", "continue")).isEmpty();
        assertThat(rest.text("metadata", "resourceVersion")).isEqualTo(first.text("metadata", "resourceVersion"));
        get(configMaps() + "?limit=2&continue=nonsense").expect(400);
    }

    @Test
    void aTableHasColumnsAndRows() {
        post(pods(), pod("p", "\"schedulerName\": \"nobody\", ")).expect(201);
        Reply table = get(pods(), "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .expect(200);
        assertThat(table.text("kind")).isEqualTo("Table");
        List<String> heads = new ArrayList<>();
        table.body()
                .path("columnDefinitions")
                .forEach(each -> heads.add(each.path("name").asText()));
        assertThat(heads)
                .containsExactly(
                        "Name",
                        "Ready",
                        "Status",
                        "Restarts",
                        "Age",
                        "IP",
                        "Node",
                        "Nominated Node",
                        "Readiness Gates");
        JsonNode cells = table.body().path("rows").path(0).path("cells");
        assertThat(cells.path(0).asText()).isEqualTo("p");
        assertThat(cells.path(1).asText()).isEqualTo("0/1");
        assertThat(cells.path(2).asText()).isEqualTo("Pending");
        assertThat(cells.path(6).asText()).isEqualTo("<none>");
        assertThat(table.text("rows", "0", "object", "kind")).isEqualTo("PartialObjectMetadata");
    }

    @Test
    void showsMetadataAlone() {
        fill();
        Reply list = get(configMaps(), "Accept", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")
                .expect(200);
        assertThat(list.text("kind")).isEqualTo("PartialObjectMetadataList");
        assertThat(list.body().path("items").path(0).has("data")).isFalse();
    }

    @Test
    void tellsWhatItHas() {
        assertThat(get("/api").expect(200).text("versions", "0")).isEqualTo("v1");
        assertThat(get("/apis/apps").expect(200).text("preferredVersion", "groupVersion"))
                .isEqualTo("apps/v1");
        JsonNode resources = get("/api/v1").expect(200).body().path("resources");
        JsonNode pods = named(resources, "pods");
        assertThat(pods.path("kind").asText()).isEqualTo("Pod");
        assertThat(pods.path("shortNames").path(0).asText()).isEqualTo("po");
        assertThat(named(resources, "pods/eviction").path("group").asText()).isEqualTo("policy");
        Reply once = get("/apis", "Accept", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
                .expect(200);
        assertThat(once.text("kind")).isEqualTo("APIGroupDiscoveryList");
        get("/apis/no.such.group").expect(404);
        assertThat(get("/version").expect(200).text("gitVersion")).startsWith("v1.");
        assertThat(get("/readyz").code()).isEqualTo(200);
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
    void aListFromTheFutureIsNotThereYet() {
        assertThat(get(configMaps() + "?resourceVersion=999999999999").code()).isIn(500, 504);
    }

    @Test
    void answersReviewsForTheAdministrator() {
        String may = "{\"spec\": {\"resourceAttributes\": {\"verb\": \"create\", \"resource\": \"pods\"}}}";
        Reply self = post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", may)
                .expect(201);
        assertThat(self.text("status", "allowed")).isEqualTo("true");
        String token = "{\"spec\": {\"token\": \"" + server.token() + "\"}}";
        Reply review =
                post("/apis/authentication.k8s.io/v1/tokenreviews", token).expect(201);
        assertThat(review.text("status", "authenticated")).isEqualTo("true");
    }
}
