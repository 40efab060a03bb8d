package dev.kerf.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender's process, and what it has used by the kernel's account. */
final class Racer implements AutoCloseable {
    private static final int USER_TICKS = 11;
    private static final double MS_PER_TICK = 10;
    private final Process process;
    private final Path log;
    private final long launched;
    private final Thread hook;

    private Racer(Process process, Path log, long launched) {
        this.process = process;
        this.log = log;
        this.launched = launched;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Racer launch(List<String> words, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        long launched = System.nanoTime();
        return new Racer(builder.start(), log, launched);
    }

    /** When it was launched. */
    long launched() {
        return launched;
    }

    /** User and system time so far, in ms. */
    double cpuMs() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) * MS_PER_TICK;
    }

    /** The most memory it had, in MiB. */
    double rssMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Fails, with the end of its log, when it has ended. */
    void mustRun() throws IOException {
        if (!process.isAlive()) {
            List<String> said = Files.readAllLines(log);
            throw new IOException("it ended with exit code %d: %s"
                    .formatted(
                            process.exitValue(),
                            String.join("\n", said.subList(Math.max(0, said.size() - 5), said.size()))));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
