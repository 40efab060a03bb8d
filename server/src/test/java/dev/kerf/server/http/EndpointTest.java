package dev.kerf.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it listens and what it answers. */
class EndpointTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static Endpoint endpoint(InetSocketAddress address, boolean yields, String problem) throws IOException {
        Health ready = new Health().with("first", () -> "").with("second", () -> problem);
        return new Endpoint(address, yields, new PrometheusRegistry(), new Health(), ready);
    }

    private static HttpResponse<String> ask(Endpoint endpoint, String method, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoint.address().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        try (Endpoint endpoint = endpoint(FREE, false, "waits for Node")) {
            HttpResponse<String> answer = ask(endpoint, "GET", "/readyz");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("[+]first ok\n[-]second failed: waits for Node\nnot ok\n");
            assertThat(ask(endpoint, "GET", "/livez").body()).isEqualTo("ok\n");
            assertThat(ask(endpoint, "HEAD", "/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatItDoesNotServe() throws Exception {
        try (Endpoint endpoint = endpoint(FREE, false, "")) {
            assertThat(ask(endpoint, "GET", "/metrics/x").statusCode()).isEqualTo(404);
            assertThat(ask(endpoint, "GET", "/").body()).contains("/readyz");
            assertThat(ask(endpoint, "POST", "/metrics").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void takesAFreePortWhereItMayYield() throws Exception {
        try (Endpoint first = endpoint(FREE, false, "")) {
            InetSocketAddress taken = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), first.address().getPort());
            try (Endpoint second = endpoint(taken, true, "")) {
                assertThat(second.address()).isNotEqualTo(first.address());
            }
            assertThatThrownBy(() -> endpoint(taken, false, ""))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on ")
                    .hasMessageEndingWith("; choose another --listen");
        }
    }

    @ParameterizedTest
    @CsvSource({"9090, 127.0.0.1, 9090", ":9090, 0.0.0.0, 9090", "127.0.0.1:0, 127.0.0.1, 0", "[::1]:80, ::1, 80"})
    void placesAreWrittenAsPeopleWriteThem(String text, String address, int port) throws Exception {
        InetSocketAddress place = Objects.requireNonNull(Listen.parse(text).address());
        assertThat(place.getPort()).isEqualTo(port);
        assertThat(place.getAddress().isAnyLocalAddress() || place.getAddress().equals(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void offIsNowhere() {
        assertThat(Listen.parse("off").address()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "1:2:3", "65536", ":", "host:port", "-1"})
    void whatIsNoPlaceIsRefused(String text) {
        assertThatThrownBy(() -> Listen.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write off, PORT, :PORT or ADDRESS:PORT");
    }
}
