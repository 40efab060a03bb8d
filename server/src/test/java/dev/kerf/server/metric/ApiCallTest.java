package dev.kerf.server.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests in the words of permissions. */
class ApiCallTest {
    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/pods?limit=500,                                     list,   pods",
        "GET,    /api/v1/pods?watch=1&allowWatchBookmarks=true,              watch,  pods",
        "GET,    /api/v1/namespaces/a/pods/b,                                get,    pods",
        "POST,   /api/v1/namespaces/a/pods/b/binding,                        create, pods/binding",
        "PATCH,  /api/v1/namespaces/a/pods/b/status,                         patch,  pods/status",
        "POST,   /apis/events.k8s.io/v1/namespaces/a/events,                 create, events",
        "PUT,    /apis/coordination.k8s.io/v1/namespaces/a/leases/kerf,      update, leases",
        "DELETE, /api/v1/namespaces/a/pods/b,                                delete, pods",
        "GET,    /api/v1/namespaces,                                         list,   namespaces",
        "GET,    /api/v1/namespaces/a,                                       get,    namespaces",
        "GET,    /apis/scheduling.k8s.io/v1/priorityclasses?limit=500,       list,   priorityclasses",
        "GET,    /version,                                                   get,    version",
    })
    void isNamedByVerbAndResource(String method, String path, String verb, String resource) {
        assertThat(ApiCall.of(new Request(method, path, "", new byte[0]))).isEqualTo(new ApiCall(verb, resource));
    }
}
