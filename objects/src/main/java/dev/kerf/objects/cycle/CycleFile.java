package dev.kerf.objects.cycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.kerf.objects.read.InputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A saved cycle on disk: one JSON document, gzipped. It begins with the number of its format, so that what another format
 * wrote is refused at once; equal cycles are equal files.
 */
public final class CycleFile {
    /** The format that is written and read. */
    static final int FORMAT = 1;

    private static final String MARK = "kerfCycle";
    private static final JsonFactory FACTORY = new JsonFactory();

    private CycleFile() {}

    /** Writes the cycle; a file that is there is whole. */
    public static void write(SavedCycle cycle, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(new Quick(Files.newOutputStream(part)))) {
            write(cycle, out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(SavedCycle cycle, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField(MARK, FORMAT);
            new RecordWriter(json).parts(cycle);
            json.writeEndObject();
        }
    }

    /**
     * Reads a cycle, gzipped or not.
     *
     * @throws InputException naming the file and the field, if it is not one that this Kerf can read
     */
    public static SavedCycle read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser json = FACTORY.createParser(unzipped(in))) {
            return read(file, json);
        } catch (NoSuchFileException missing) {
            throw new InputException("file " + file + " is not there; check its path");
        } catch (EOFException cut) {
            throw new InputException("saved cycle " + file + " is cut off; copy it again");
        } catch (JsonProcessingException broken) {
            throw new InputException("file " + file + " is not a saved cycle: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw new InputException("file " + file + " cannot be read: " + broken.getMessage());
        }
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        in.mark(2);
        boolean zipped = (in.read() | in.read() << 8) == GZIPInputStream.GZIP_MAGIC;
        in.reset();
        return zipped ? new GZIPInputStream(in, 1 << 16) : in;
    }

    static SavedCycle read(Object file, JsonParser json) throws IOException {
        boolean marked = json.nextToken() == JsonToken.START_OBJECT && MARK.equals(json.nextFieldName());
        if (!marked) {
            throw new InputException(
                    "file " + file + " is not a saved cycle; kerf up --trace and kerf plan --trace save them");
        }
        int format = json.nextIntValue(0);
        if (format != FORMAT) {
            throw new InputException("saved cycle " + file + " has format " + format + ", this Kerf reads format "
                    + FORMAT + "; replay it with the Kerf that saved it" + savedBy(json));
        }
        json.nextToken();
        try {
            return (SavedCycle) new RecordReader(json).parts(SavedCycle.class);
        } catch (IllegalArgumentException wrong) {
            throw new InputException("saved cycle " + file + ": " + field(json) + ": " + wrong.getMessage());
        }
    }

    private static String savedBy(JsonParser json) throws IOException {
        return "savedBy".equals(json.nextFieldName()) ? " (" + json.nextTextValue() + ")" : "";
    }

    /** Where the parser stands, {@code cluster.nodes[3].name}. */
    private static String field(JsonParser json) {
        String pointer = json.getParsingContext().pathAsPointer().toString();
        return pointer.isEmpty()
                ? "the cycle"
                : pointer.substring(1)
                        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace('/', '.')
                        .replace("~1", "/");
    }

    /** Gzip that prefers speed to size. */
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
