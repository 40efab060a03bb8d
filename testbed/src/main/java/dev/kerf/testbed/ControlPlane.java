package dev.kerf.testbed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * etcd and kube-apiserver of its own on loopback, with RBAC and the gang API; the administrator's by {@link #kubeconfig}.
 * It ends with {@link #close}, or else with this JVM, however that ends.
 */
public final class ControlPlane implements AutoCloseable {
    private final Path directory;
    private final Path programs;
    private final Properties settings;

    private ControlPlane(Path directory, Path programs, Properties settings) {
        this.directory = directory;
        this.programs = programs;
        this.settings = settings;
    }

    /** Returns when it answers. {@link ProgramsMissing} when this machine has not got the programs. */
    public static ControlPlane start(Option... options) {
        Path programs = Bed.programs("etcd", "kubernetes");
        Path directory = fresh();
        try {
            Bed.run(arguments(directory, options));
            return new ControlPlane(directory, programs, settings(directory));
        } catch (RuntimeException failed) {
            remove(directory);
            throw failed;
        }
    }

    /** The administrator's. */
    public Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /** The bearer token of the administrator. */
    public String token() {
        return settings.getProperty("token");
    }

    /** What the API server's certificate is checked with, PEM. */
    public Path certificate() {
        return directory.resolve("certs/apiserver.crt");
    }

    public URI server() {
        return URI.create("https://127.0.0.1:" + settings.getProperty("api"));
    }

    /** Where a program is, {@code kube-scheduler}. */
    public Path program(String name) {
        return programs.resolve(name);
    }

    /** The feature gates that its programs are started with. */
    public String gates() {
        return settings.getProperty("gates");
    }

    /** Logs ({@code PROGRAM.log}) and state; gone after {@link #close}. */
    public Path directory() {
        return directory;
    }

    /** Leaves alone what runs already. An API server answers when this returns. */
    public void start(Program first, Program... more) {
        run("start", first, more);
    }

    /** Asks to end, and insists after 10 s. */
    public void stop(Program first, Program... more) {
        run("stop", first, more);
    }

    /** As a machine that fails. */
    public void kill(Program first, Program... more) {
        run("kill", first, more);
    }

    /** Kills and starts again. */
    public void restart(Program first, Program... more) {
        kill(first, more);
        start(first, more);
    }

    /** A line for each program that was started: running, or dead with the end of its log. */
    public String status() {
        return Bed.run("status", directory.toString());
    }

    public Outcome kubectl(String... arguments) {
        return kubectl().run(arguments);
    }

    /** {@code kubectl apply --server-side} of one or more documents. */
    public Outcome apply(String yaml) {
        return kubectl().reading(yaml).run("apply", "--server-side", "-f", "-");
    }

    public Tool kubectl() {
        return new Tool(programs.resolve("kubectl"), kubeconfig(), directory);
    }

    public Outcome helm(String... arguments) {
        return new Tool(Bed.programs("helm").resolve("helm"), kubeconfig(), directory).run(arguments);
    }

    /** A namespace that no other test knows. */
    public TestNamespace freshNamespace() {
        return TestNamespace.create(this);
    }

    /** A kubeconfig with an hour's token of this service account, which is made when there is none. */
    public Path asServiceAccount(String namespace, String name) {
        if (!kubectl("-n", namespace, "get", "serviceaccount", name).succeeded()) {
            kubectl("-n", namespace, "create", "serviceaccount", name).text();
        }
        String token = kubectl("-n", namespace, "create", "token", name).text();
        Path file = directory.resolve("kubeconfig-%s-%s".formatted(namespace, name));
        try {
            return Files.writeString(file, Files.readString(kubeconfig()).replace(token(), token));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * The same of an account that may do what these rules say, anywhere, and nothing else.
     *
     * @param rules the lines below {@code rules:} of a ClusterRole, which is named after the namespace, as is its binding
     */
    public Path asServiceAccount(String namespace, String name, String rules) {
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules:
                %3$s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{kind: ServiceAccount, name: %2$s, namespace: %1$s}]
                """.formatted(namespace, name, rules.strip())).text();
        return asServiceAccount(namespace, name);
    }

    /**
     * What {@code user} wrote so far, oldest first; needs {@link Option#AUDIT}. An impersonated user counts as itself, a
     * service account is {@code system:serviceaccount:NAMESPACE:NAME}. An answer may arrive shortly before its line.
     */
    public List<AuditedRequest> auditedWrites(String user) {
        return auditedRequests(user).stream().filter(AuditedRequest::writes).toList();
    }

    /** The same of everything that {@code user} asked; reads are logged of service accounts only. A watch may come twice. */
    public List<AuditedRequest> auditedRequests(String user) {
        try (Stream<String> lines = Files.lines(directory.resolve("audit.log"))) {
            return lines.filter(line -> line.endsWith("}"))
                    .map(AuditedRequest::parse)
                    .filter(request -> request.user().equals(user))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("Maybe it was started without Option.AUDIT", broken);
        }
    }

    @Override
    public void close() {
        Bed.run("down", directory.toString());
    }

    private void run(String command, Program first, Program... more) {
        List<String> words = new ArrayList<>(List.of(command, directory.toString(), first.word()));
        Arrays.stream(more).map(Program::word).forEach(words::add);
        Bed.run(words.toArray(String[]::new));
    }

    private static String[] arguments(Path directory, Option... options) {
        String owner = Long.toString(ProcessHandle.current().pid());
        List<String> arguments = new ArrayList<>(List.of("up", directory.toString(), "--owner", owner));
        Arrays.stream(options).distinct().map(Option::flag).forEach(arguments::add);
        return arguments.toArray(String[]::new);
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory("kerf-bed-").toRealPath();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Properties settings(Path directory) {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve("settings"))) {
            settings.load(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return settings;
    }

    private static void remove(Path directory) {
        try {
            if (Files.exists(directory.resolve("settings"))) {
                Bed.run("down", directory.toString());
            }
            Files.deleteIfExists(directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
