package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What Kerf did, in a file that is only ever added to: a JSON object a line, each with the SHA-256 of the line before it, so
 * that a line that was changed, taken away or put between is found. Several processes may share the file.
 */
public class AuditLog {
    /** Before the first line there is none. */
    static final String FIRST = "0".repeat(64);

    private static final String BEFORE = "before";
    /** No line is longer, so that its end is enough to find the last one. */
    private static final int LONGEST = 1 << 20;

    private final Path file;

    /** The log in that file, which is made with the first line. */
    public AuditLog(Path file) {
        this.file = file;
    }

    /**
     * Adds a line; it is on the disk when this returns.
     *
     * @param what  in a word, {@code applied}
     * @param about what is to be said of it
     * @throws UncheckedIOException if it cannot be written: then nothing should be done either
     */
    public synchronized void add(Instant at, String what, Map<String, Object> about) {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            String before = hash(lastLine(channel));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("at", at.toString());
            line.put("what", what);
            line.putAll(about);
            line.put(BEFORE, before);
            channel.position(channel.size());
            channel.write(ByteBuffer.wrap((new String(Documents.bytes(line), UTF_8) + "\n").getBytes(UTF_8)));
            channel.force(true);
        } catch (IOException broken) {
            throw new UncheckedIOException(file + " cannot be added to: " + broken.getMessage(), broken);
        }
    }

    /** Tells which actions were begun; none where there is no file yet. */
    void begun(Book book) {
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.of()) {
            lines.filter(line -> line.contains("\"what\":\"begins\"") || line.contains("\"what\":\"not-begun\""))
                    .map(PeopleGuards::json)
                    .filter(Objects::nonNull)
                    .forEach(said -> begun(said, book));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void begun(Field said, Book book) {
        String advice = said.get("advice").text();
        if (said.get("what").text().equals("begins")) {
            book.begins(said.get("policy").text(), advice, said.get("at").time());
        } else {
            book.notBegun(advice);
        }
    }

    /** The last whole line; what a crash left of another is cut off, since nobody was told that it was written. */
    private static byte[] lastLine(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - LONGEST);
        ByteBuffer all = ByteBuffer.allocate((int) (channel.size() - from));
        channel.position(from);
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // until it is full
        }
        String text = new String(all.array(), UTF_8);
        int end = text.lastIndexOf('\n');
        channel.truncate(from + text.substring(0, end + 1).getBytes(UTF_8).length);
        int begin = end < 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
        return text.substring(begin, Math.max(begin, end)).getBytes(UTF_8);
    }

    private static String hash(byte[] line) {
        if (line.length == 0) {
            return FIRST;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * What is wrong with the file, in one sentence that names its first broken line; empty: nothing.
     *
     * @throws IOException if it cannot be read
     */
    public static String verify(Path file) throws IOException {
        String text = Files.readString(file);
        String before = FIRST;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isEmpty() && number > text.chars().filter(c -> c == '\n').count()) {
                return "";
            }
            String said = before(line);
            if (!said.equals(before)) {
                return "line %d of %s does not follow the one before it: it names %s, and that has %s"
                        .formatted(number, file, said.isEmpty() ? "none" : said, before);
            }
            before = hash(line.getBytes(UTF_8));
        }
        return "line %d of %s breaks off".formatted(number, file);
    }

    private static String before(String line) {
        try {
            Field before = ServerObject.read(line.getBytes(UTF_8)).get(BEFORE);
            return before.text();
        } catch (IOException noJson) {
            return "";
        }
    }
}
