package dev.kerf.testbed;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real Prometheus, where the machine has one. */
public final class Prometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;

    private Prometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Begins to scrape one target; empty, and said so, where there is no prometheus. */
    public static Optional<Prometheus> scraping(URI target, Path folder) throws IOException {
        return start("a real Prometheus scrapes Kerf", """
                global: {scrape_interval: 300ms, scrape_timeout: 300ms}
                scrape_configs:
                - job_name: kerf
                  static_configs: [{targets: ["%s"]}]
                """.formatted(target.getAuthority()), folder);
    }

    /**
     * Begins, with a configuration; empty, and said so, where there is no prometheus.
     *
     * @param what   is not run where there is none
     * @param folder for its files
     */
    public static Optional<Prometheus> start(String what, String configuration, Path folder) throws IOException {
        Optional<Path> program = find("prometheus");
        if (program.isEmpty()) {
            System.out.println("not run: " + what + " (no prometheus here; apt-get install prometheus)");
            return Optional.empty();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        URI uri = URI.create("http://127.0.0.1:" + freePort());
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=" + uri.getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return Optional.of(new Prometheus(process, uri));
    }

    /**
     * Begins with what was measured before, as OpenMetrics; empty, and said so, where there is no prometheus or promtool.
     *
     * @param what   is not run where there is none
     * @param folder for its files
     */
    public static Optional<Prometheus> holding(String what, String openMetrics, Path folder)
            throws IOException, InterruptedException {
        Optional<Path> promtool = find("promtool");
        if (promtool.isEmpty()) {
            System.out.println("not run: " + what + " (no promtool here; apt-get install prometheus)");
            return Optional.empty();
        }
        Path input = Files.writeString(folder.resolve("series.om"), openMetrics);
        Path log = folder.resolve("promtool.log");
        Process making = new ProcessBuilder(
                        promtool.get().toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        input.toString(),
                        folder.resolve("tsdb").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (making.waitFor() != 0) {
            throw new AssertionError("promtool: " + Files.readString(log));
        }
        return start(what, "scrape_configs: []\n", folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI uri() {
        return uri;
    }

    /** What it answers to a query, in JSON; empty while it does not answer. */
    public String query(String query) {
        return get(uri, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** What a Prometheus answers to a request, in JSON; empty while it does not answer. */
    public static String get(URI prometheus, String call) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(prometheus + call))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Fails with what Prometheus' own judge of metrics says of them; says so where there is none. */
    public static void check(String metrics) throws IOException {
        Optional<Path> promtool = find("promtool");
        if (promtool.isEmpty()) {
            System.out.println("not run: promtool check metrics (none here; apt-get install prometheus)");
            return;
        }
        Process judge = new ProcessBuilder(promtool.get().toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        judge.getOutputStream().write(metrics.getBytes(StandardCharsets.UTF_8));
        judge.getOutputStream().close();
        String said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> complaints =
                said.lines().filter(line -> !line.startsWith("jvm_")).toList();
        if (!complaints.isEmpty()) {
            throw new AssertionError("promtool: " + String.join("; ", complaints));
        }
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
