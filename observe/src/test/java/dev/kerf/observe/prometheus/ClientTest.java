package dev.kerf.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Prometheus can answer, and what becomes of it. */
class ClientTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Range HOUR = Range.between(NOON, NOON.plusSeconds(3600), Range.USUAL);
    private final Scripted server = server();

    private static Scripted server() {
        try {
            return new Scripted();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String matrix(String values) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"pod\":\"web\"},\"values\":["
                + values + "]}]}}";
    }

    private Answer ask(Access access) {
        try (Client client = server.client(access)) {
            return client.range("up", HOUR);
        }
    }

    @Test
    void aStepIsAskedForAtItsEnd() {
        long first = NOON.getEpochSecond() + 300;
        server.then(200, matrix("[" + first + ",\"1.5\"],[" + (first + 600) + ".0,\"NaN\"]"));
        Answer answer = ask(server.access());
        assertThat(server.asked.getFirst())
                .contains("/api/v1/query_range ", "query=up", "start=" + first, "end=" + (first + 3300), "step=300");
        Series series = answer.series().getFirst();
        assertThat(series.labels().get("pod")).isEqualTo("web");
        assertThat(series.values()).hasSize(12).startsWith(1.5f, Float.NaN, Float.NaN);
        assertThat(series.absent()).startsWith(false, true, false, true);
    }

    @Test
    void whoHasTooMuchToDoIsAskedAgainLaterAndLater() {
        server.then(429, "")
                .then(503, "busy")
                .then(503, "{\"status\":\"error\",\"error\":\"timeout\"}")
                .then(200, Scripted.NOTHING);
        assertThat(ask(server.access()).series()).isEmpty();
        assertThat(server.pauses).hasSize(3);
        assertThat(server.pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(server.pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void whoSaysWhenToComeBackIsHeard() {
        server.then(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    Scripted.answer(exchange, 429, "");
                })
                .then(200, Scripted.NOTHING);
        ask(server.access());
        assertThat(server.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void whoStaysBusyIsGivenUpInASentence() {
        server.then(503, "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}");
        assertThatThrownBy(() -> ask(server.access()))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        server.uri()
                                + "/api/v1/query_range answers 503 “query timed out”: it has too much to do; try later, or a shorter time");
        assertThat(server.asked).hasSize(5);
    }

    @Test
    void aQuestionThatIsWrongIsAskedOnce() {
        server.then(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
        assertThatThrownBy(() -> ask(server.access())).hasMessageContaining("answers 400 “parse error”");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void whoIsNotLetInIsTold() {
        server.then(401, "<html>no</html>");
        assertThatThrownBy(() -> ask(server.access().bearer("s3cret")))
                .hasMessageContaining("answers 401")
                .hasMessageContaining("give a token")
                .hasMessageNotContaining("s3cret");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void whatIsTooMuchAtOnceIsAskedForInHalves() {
        long first = NOON.getEpochSecond() + 300;
        Range two = Range.between(NOON, NOON.plusSeconds(7200), Range.USUAL);
        server.then(
                        422,
                        "{\"status\":\"error\",\"error\":\"query processing would load too many samples into memory\"}")
                .then(200, matrix("[" + first + ",\"1\"]"))
                .then(200, matrix("[" + (first + 3600) + ",\"2\"]"));
        try (Client client = server.client(server.access())) {
            Series whole = client.range("up", two).series().getFirst();
            assertThat(whole.values()[0]).isEqualTo(1);
            assertThat(whole.values()[12]).isEqualTo(2);
            assertThat(whole.absent()[11]).isTrue();
        }
        assertThat(server.asked).hasSize(3);
    }

    @Test
    void anAnswerLargerThanWantedIsNotReadToItsEnd() {
        server.then(200, matrix("[" + (NOON.getEpochSecond() + 300) + ",\"" + "1".repeat(5000) + "\"]"));
        Access small = server.access().with(Patience.USUAL.upTo(1000));
        assertThatThrownBy(() -> ask(small)).hasMessageContaining("answers with more than");
    }

    @Test
    void aPackedAnswerIsUnpackedAndItsUnpackedSizeCounts() {
        server.then(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(matrix("[" + (NOON.getEpochSecond() + 300) + ",\"3\"]" + " ".repeat(100_000))
                        .getBytes(StandardCharsets.UTF_8));
            }
        });
        assertThat(ask(server.access()).series().getFirst().values()[0]).isEqualTo(3);
        assertThatThrownBy(() -> ask(server.access().with(Patience.USUAL.upTo(50_000))))
                .hasMessageContaining("answers with more than");
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        String whole = matrix("[" + (NOON.getEpochSecond() + 300) + ",\"4\"]");
        server.then(200, whole.substring(0, whole.length() / 2)).then(200, whole);
        assertThat(ask(server.access()).series().getFirst().values()[0]).isEqualTo(4);
        assertThat(server.pauses).hasSize(1);
    }

    @Test
    void whatIsNoAnswerOfAPrometheusIsSaidToBeNone() {
        server.then(200, "<html>Sign in</html>");
        assertThatThrownBy(() -> ask(server.access()))
                .hasMessageContaining("what is no answer of a Prometheus")
                .hasMessageContaining("look whether the address is right");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void momentsThatWereNotAskedForAreNotTaken() {
        server.then(200, matrix("[" + (NOON.getEpochSecond() + 301) + ",\"4\"]"));
        assertThatThrownBy(() -> ask(server.access())).hasMessageContaining("which was not asked");
    }

    @Test
    void whoIsSilentIsNotWaitedForForEver() {
        CountDownLatch over = new CountDownLatch(1);
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(over);
        });
        Access hasty = server.access()
                .with(Patience.USUAL.within(Duration.ofMillis(300)).trying(2));
        assertThatThrownBy(() -> ask(hasty)).hasMessageContaining("did not answer within 1 s");
        over.countDown();
        assertThat(server.asked).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void whoIsNotThereIsNamed() {
        Access gone = server.access();
        server.close();
        assertThatThrownBy(() -> ask(gone))
                .hasMessageStartingWith(server.uri() + "/api/v1/query_range cannot be reached")
                .hasMessageEndingWith("look whether it runs and the address is right");
        assertThat(server.pauses).hasSize(4);
    }

    @Test
    void whatIsNotAllThereIsIsNoted() {
        server.then(
                200,
                "{\"warnings\":[\"store a: unreachable\",\"PromQL info: metric might not be a counter\"],\"status\":\"success\",\"data\":{\"result\":[],\"resultType\":\"matrix\"}}");
        try (Client client = server.client(server.access())) {
            client.range("up", HOUR);
            assertThat(client.warnings()).containsExactly("store a: unreachable");
        }
    }

    @Test
    void noMoreThanFourQuestionsAreUnderWayAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        server.then(exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            four.countDown();
            await(four);
            now.decrementAndGet();
            Scripted.answer(exchange, 200, Scripted.NOTHING);
        });
        try (Client client = server.client(server.access());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.execute(() -> client.range("up", HOUR));
            }
        }
        assertThat(server.asked).hasSize(16);
        assertThat(most).hasValue(4);
    }

    @Test
    void whatIsAskedIsFoundOut() {
        server.then(exchange -> {
            exchange.getResponseHeaders().set("X-Server-Hostname", "vmselect-0");
            Scripted.answer(exchange, 400, "unsupported path");
        });
        try (Client client = server.client(Access.to(server.uri()))) {
            assertThat(client.dialect()).isEqualTo(Dialect.VICTORIA_METRICS);
        }
    }

    @Test
    void thanosIsKnownByItsStoresAndAskedForWhatItHas() {
        server.then(200, "{\"status\":\"success\",\"data\":{\"sidecar\":[]}}").then(200, Scripted.NOTHING);
        try (Client client = server.client(Access.to(server.uri()))) {
            client.range("up", HOUR);
            assertThat(client.dialect()).isEqualTo(Dialect.THANOS);
        }
        assertThat(server.asked.getLast()).contains("partial_response=true", "dedup=true");
    }

    @Test
    void otherwiseItIsAPrometheus() {
        server.then(404, "404 page not found");
        try (Client client = server.client(Access.to(server.uri()))) {
            assertThat(client.dialect()).isEqualTo(Dialect.PROMETHEUS);
        }
    }

    @Test
    void tokensAndTenantsAreSent() {
        List<String> sent = server.asked;
        server.then(exchange -> {
            sent.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            Scripted.answer(exchange, 200, Scripted.NOTHING);
        });
        ask(server.access().header("X-Scope-OrgID", "team").basic("u", "p"));
        assertThat(sent.getLast()).isEqualTo("Basic dTpw team");
        assertThat(Access.to(java.net.URI.create("https://u:p@h:9090/")).toString())
                .isEqualTo("https://h:9090 with Authorization");
    }
}
