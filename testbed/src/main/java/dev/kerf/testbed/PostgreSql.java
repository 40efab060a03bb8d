package dev.kerf.testbed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real PostgreSQL on loopback, where the machine has one: fresh, in a folder of its own that goes with it. */
public final class PostgreSql implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TRIES = 5;
    private static final String PASSWORD = "spruce-and-oak";
    private static final String[] STOP = {"stop", "--wait", "--mode=immediate"};
    /** Waits for the end of a process, or of a folder; stops what is left. */
    private static final String WATCH = """
            pid=$1 folder=$2
            shift 2
            while kill -0 "$pid" 2>/dev/null; do
                [ -d "$folder" ] || exit 0
                sleep 1
            done
            "$@"
            rm -rf "$folder"
            """;

    private final Path folder;
    private final Path programs;
    private final List<String> asUser;
    private final AtomicInteger schemas = new AtomicInteger();
    private int port;

    private PostgreSql(Path folder, Path programs, List<String> asUser) {
        this.folder = folder;
        this.programs = programs;
        this.asUser = asUser;
    }

    /**
     * Returns when it answers; empty, and said so, where there is none.
     *
     * @param what is not run where there is none
     */
    public static Optional<PostgreSql> start(String what) throws IOException {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            System.out.println("not run: " + what + " (no postgres here; apt-get install postgresql)");
            return Optional.empty();
        }
        Optional<Account> account = Account.ofServers();
        if (account.isEmpty()) {
            System.out.println("not run: " + what + " (postgres does not run as root, and nobody else can here)");
            return Optional.empty();
        }
        PostgreSql made = new PostgreSql(
                Files.createTempDirectory("kerf-postgresql"),
                programs.get(),
                account.get().prefix());
        try {
            made.begin(account.get());
            return Optional.of(made);
        } catch (IOException | RuntimeException | AssertionError failed) {
            made.close();
            throw failed;
        }
    }

    /** Where {@code initdb} is: on the path, or else where Debian keeps the newest. */
    private static Optional<Path> programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        List<Path> folders = new ArrayList<>();
        for (String each : System.getenv("PATH").split(File.pathSeparator)) {
            folders.add(Path.of(each));
        }
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        return folders.stream()
                .filter(each -> Stream.of("initdb", "postgres", "pg_ctl")
                        .allMatch(program -> Files.isExecutable(each.resolve(program))))
                .findFirst();
    }

    private void begin(Account account) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        account.owns(folder);
        watch();
        account.owns(password);
        run(
                "initdb",
                "--username=kerf",
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        Outcome last = null;
        // Somebody else may take the port before it does.
        for (int i = 0; i < TRIES && (last == null || !last.succeeded()); i++) {
            port = freePort();
            last = tried("pg_ctl", "start", "--wait", "--log=" + folder.resolve("log"), "-o", options());
        }
        if (last == null || !last.succeeded()) {
            throw new AssertionError(last + Files.readString(folder.resolve("log")));
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Nothing has to last here. */
    private String options() {
        return "-h 127.0.0.1 -p " + port + " -k " + folder
                + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(String program, String... arguments) {
        Outcome outcome = tried(program, arguments);
        if (!outcome.succeeded()) {
            throw new AssertionError(outcome);
        }
    }

    private Outcome tried(String program, String... arguments) {
        return new Command(words(program, arguments), environment()).run(LIMIT);
    }

    private List<String> words(String program, String... arguments) {
        List<String> words = new ArrayList<>(asUser);
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    private Map<String, String> environment() {
        return Map.of("LC_ALL", "C", "PGDATA", data().toString());
    }

    /** Ends it with this JVM, even with one that is killed. */
    private void watch() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        List<String> words = new ArrayList<>(List.of("sh", "-c", WATCH, "sh", pid, folder.toString()));
        words.addAll(words("pg_ctl", STOP));
        ProcessBuilder watching =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        watching.environment().putAll(environment());
        watching.start();
    }

    /** The address of a database of its administrator. */
    public String address() {
        return "postgresql://kerf:" + PASSWORD + "@127.0.0.1:" + port + "/postgres";
    }

    /** The same with a schema that nobody had before. */
    public String fresh() {
        return address() + "?currentSchema=fresh" + schemas.incrementAndGet();
    }

    /** The administrator's. */
    public String password() {
        return PASSWORD;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        if (Files.exists(data().resolve("postmaster.pid"))) {
            tried("pg_ctl", STOP);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
