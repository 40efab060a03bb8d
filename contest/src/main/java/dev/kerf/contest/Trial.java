package dev.kerf.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One run of one contender at one shape, on a control plane of its own. */
final class Trial {
    private static final int WARMING = 1000;
    private static final long MOST_SECONDS = 90;
    private static final long START_SECONDS = 60;
    private static final String PROBE = "probe-0";
    private final Shape shape;
    private final Contender contender;
    private final boolean kwok;
    private final Path kerf;
    private final long[] asked;

    /** @param kerf the command that starts ours */
    Trial(Shape shape, Contender contender, boolean kwok, Path kerf) {
        this.shape = shape;
        this.contender = contender;
        this.kwok = kwok;
        this.kerf = kerf;
        this.asked = new long[shape.pods()];
    }

    Row run(int number) throws IOException, InterruptedException {
        try (Arena arena = Arena.open(kwok);
                Connection connection = arena.admin().connect()) {
            Load load = new Load(shape, arena.crew());
            load.ground(connection);
            try (Bindings bindings = Bindings.watch(arena.admin(), Load.NAMESPACE, shape.pods())) {
                Figures figures = new Figures(shape, contender, number, bindings, asked);
                return contender == Contender.BARE
                        ? bare(arena, load, connection, figures)
                        : race(arena, load, connection, figures);
            }
        }
    }

    private Row bare(Arena arena, Load load, Connection connection, Figures figures)
            throws IOException, InterruptedException {
        warm(arena);
        load.group(connection);
        if (shape.before()) {
            load.pods(contender, asked);
        }
        long begin = System.nanoTime();
        arena.crew().share(shape.pods(), (each, i) -> {
            if (!shape.before()) {
                asked[i] = System.nanoTime();
                each.send(load.creation(contender, i));
            }
            each.send(load.binding(i));
        });
        figures.bindings().await(MOST_SECONDS);
        return figures.row(begin, Double.NaN, Double.NaN, 1);
    }

    /** Pods aside, so that neither the server nor this client is cold. */
    private static void warm(Arena arena) {
        arena.crew().share(WARMING, (each, i) -> {
            each.send(Load.modest(Load.ASIDE, "warm-" + i, "nobody"));
            each.send(Load.binding(Load.ASIDE, "warm-" + i, "nowhere"));
        });
    }

    private Row race(Arena arena, Load load, Connection connection, Figures figures)
            throws IOException, InterruptedException {
        load.group(connection);
        if (shape.before()) {
            load.pods(contender, asked);
        }
        try (Racer racer = Racer.launch(words(arena), arena.plane().directory().resolve("contender.log"))) {
            return shape.before() ? fill(arena, racer, figures) : online(arena, load, racer, connection, figures);
        }
    }

    private Row fill(Arena arena, Racer racer, Figures figures) throws IOException, InterruptedException {
        Arrays.fill(asked, racer.launched());
        figures.bindings().await(MOST_SECONDS);
        racer.mustRun();
        double cpu = racer.cpuMs();
        return figures.row(racer.launched(), cpu, racer.rssMib(), arena.writesAtRest());
    }

    private Row online(Arena arena, Load load, Racer racer, Connection connection, Figures figures)
            throws IOException, InterruptedException {
        ready(arena, racer, connection);
        long writes = arena.writesAtRest();
        double cpu = racer.cpuMs();
        long begin = System.nanoTime();
        if (shape.fits()) {
            load.pods(contender, asked);
            figures.bindings().await(MOST_SECONDS);
        } else {
            figures.verdict(verdict(arena, load));
        }
        racer.mustRun();
        double used = racer.cpuMs() - cpu;
        return figures.row(begin, used, racer.rssMib(), arena.writesAtRest() - writes);
    }

    private long verdict(Arena arena, Load load) throws IOException {
        try (Verdict verdict = Verdict.watch(arena.admin())) {
            load.pods(contender, asked);
            return verdict.await(Arrays.stream(asked).max().orElse(0), MOST_SECONDS);
        }
    }

    /** Waits until it binds: a pod aside, gone when it did. */
    private void ready(Arena arena, Racer racer, Connection connection) throws IOException, InterruptedException {
        try (Bindings probe = Bindings.watch(arena.admin(), Load.PROBES, 1)) {
            connection.send(Load.modest(Load.PROBES, PROBE, contender.schedulerName()));
            probe.await(START_SECONDS);
            racer.mustRun();
            if (probe.count() == 0) {
                throw new IOException(contender.word() + " bound nothing within " + START_SECONDS + " s of its start");
            }
        }
        connection.send(Load.gone(Load.PROBES, PROBE));
    }

    private List<String> words(Arena arena) {
        String kubeconfig = arena.kubeconfig().toString();
        return contender == Contender.KERF
                ? List.of(kerf.toString(), "up", "--kubeconfig", kubeconfig)
                : List.of(
                        arena.plane().program("kube-scheduler").toString(),
                        "--kubeconfig",
                        kubeconfig,
                        "--leader-elect=false",
                        "--secure-port",
                        "0",
                        "--feature-gates",
                        arena.plane().gates(),
                        "--kube-api-qps",
                        "5000",
                        "--kube-api-burst",
                        "10000");
    }
}
