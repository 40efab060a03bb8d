package dev.kerf.fakecluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watches: from a revision, from what is there, through selectors, and too late. */
abstract class WatchingContract extends Contract {
    private static final String LEASES = "/apis/coordination.k8s.io/v1";

    WatchingContract(Server server) {
        super(server);
    }

    private String leases() {
        return in(LEASES, "leases");
    }

    private Reply lease(String name, String labels) {
        return post(leases(), "{\"metadata\": {\"name\": \"" + name + "\", \"labels\": " + labels + "}}")
                .expect(201);
    }

    private static List<String> told(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.path("type").asText() + " "
                        + e.path("object").path("metadata").path("name").asText())
                .toList();
    }

    @Test
    void goesOnFromARevision() {
        lease("before", "{}");
        String from = get(leases()).text("metadata", "resourceVersion");
        lease("a", "{}");
        patch(MERGE, leases() + "/a", "{\"spec\": {\"holderIdentity\": \"me\"}}")
                .expect(200);
        delete(leases() + "/a").expect(200);
        lease("b", "{}");
        List<JsonNode> events = watch(leases() + "?watch=1&resourceVersion=" + from, 4);
        assertThat(told(events)).containsExactly("ADDED a", "MODIFIED a", "DELETED a", "ADDED b");
        long[] revisions = events.stream()
                .mapToLong(e -> e.path("object")
                        .path("metadata")
                        .path("resourceVersion")
                        .asLong())
                .toArray();
        assertThat(revisions).isSorted().doesNotHaveDuplicates();
        assertThat(events.get(2)
                        .path("object")
                        .path("spec")
                        .path("holderIdentity")
                        .asText())
                .isEqualTo("me");
    }

    @Test
    void beginsWithWhatIsThere() {
        lease("a", "{}");
        lease("b", "{}");
        assertThat(told(watch(leases() + "?watch=1", 2))).containsExactlyInAnyOrder("ADDED a", "ADDED b");
        String query = "?watch=1&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan";
        List<JsonNode> events = watch(leases() + query, 3);
        assertThat(told(events).subList(0, 2)).containsExactlyInAnyOrder("ADDED a", "ADDED b");
        assertThat(events.get(2).path("type").asText()).isEqualTo("BOOKMARK");
        JsonNode mark = events.get(2).path("object").path("metadata");
        assertThat(mark.path("annotations").path("k8s.io/initial-events-end").asText())
                .isEqualTo("true");
        assertThat(mark.path("resourceVersion").asText()).isNotEmpty();
    }

    @Test
    void whatComesIntoASelectionIsAddedAndWhatLeavesItIsDeleted() {
        String from = get(leases()).text("metadata", "resourceVersion");
        lease("a", "{\"color\": \"red\"}");
        patch(MERGE, leases() + "/a", "{\"metadata\": {\"labels\": {\"color\": \"blue\"}}}")
                .expect(200);
        patch(MERGE, leases() + "/a", "{\"metadata\": {\"labels\": {\"size\": \"1\"}}}")
                .expect(200);
        patch(MERGE, leases() + "/a", "{\"metadata\": {\"labels\": {\"color\": \"green\"}}}")
                .expect(200);
        List<JsonNode> events = watch(leases() + "?watch=1&labelSelector=color%3Dblue&resourceVersion=" + from, 3);
        assertThat(told(events)).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
        JsonNode last = events.get(2).path("object").path("metadata");
        assertThat(last.path("labels").path("color").asText()).isEqualTo("blue");
        assertThat(last.path("resourceVersion").asText())
                .isEqualTo(get(leases() + "/a").text("metadata", "resourceVersion"));
    }

    @Test
    void followsOneField() {
        String from = get(pods()).text("metadata", "resourceVersion");
        post(pods(), pod("a", "")).expect(201);
        post(pods(), pod("b", "")).expect(201);
        String binding = "{\"metadata\": {\"name\": \"a\"}, \"target\": {\"kind\": \"Node\", \"name\": \"n\"}}";
        post(pods() + "/a/binding", binding).expect(201);
        String unbound = "?watch=1&fieldSelector=spec.nodeName%3D&resourceVersion=" + from;
        assertThat(told(watch(pods() + unbound, 3))).containsExactly("ADDED a", "ADDED b", "DELETED a");
    }

    @Test
    void endsInTime() {
        lease("a", "{}");
        assertThat(told(watchAll(leases() + "?watch=1&timeoutSeconds=1"))).containsExactly("ADDED a");
    }

    @Test
    void aRevisionMustBeOne() {
        assertThat(get(leases() + "?watch=1&resourceVersion=nonsense").code()).isIn(400, 500);
    }

    @Test
    void watchesTables() {
        lease("a", "{}");
        Reply table =
                get(leases() + "?watch=1&timeoutSeconds=1", "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        JsonNode first = json(table.response().body().lines().findFirst().orElseThrow());
        assertThat(first.path("object").path("kind").asText()).isEqualTo("Table");
        assertThat(first.path("object")
                        .path("rows")
                        .path(0)
                        .path("cells")
                        .path(0)
                        .asText())
                .isEqualTo("a");
    }
}
