package dev.kerf.objects.read;

import dev.kerf.objects.read.Tokens.Malformed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files, directories and standard input a person names, read as one stream of objects. */
public final class Input {
    /** The name of standard input. */
    public static final String STDIN = "-";

    private static final Pattern OBJECTS = Pattern.compile(".*\\.(ya?ml|json)(\\.gz)?");
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml(\\.gz)?");
    private static final Pattern JSON = Pattern.compile(".*\\.json(\\.gz)?");
    private static final int PEEK = 4096;

    private final Consumer<Item> sink;
    private final Consumer<Warning> warnings;

    public Input(Consumer<Item> sink, Consumer<Warning> warnings) {
        this.sink = sink;
        this.warnings = warnings;
    }

    /**
     * Reads everything that the paths name, in their order; directories are not searched below their first level.
     *
     * @throws InputException if a path cannot be read at all
     */
    public void read(List<String> paths, InputStream stdin) {
        List<String> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(expand(path)));
        for (String file : files) {
            if (file.equals(STDIN)) {
                read(file, stdin);
            } else {
                open(file);
            }
        }
    }

    private static List<String> expand(String path) {
        try {
            return path.equals(STDIN) || !Files.isDirectory(Path.of(path)) ? List.of(path) : inside(path);
        } catch (InvalidPathException noPath) {
            throw new InputException(Field.quoted(path) + " is not a path; give a file, a directory or -");
        }
    }

    private static List<String> inside(String directory) {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            List<String> files = entries.filter(Files::isRegularFile)
                    .filter(file ->
                            OBJECTS.matcher(file.getFileName().toString()).matches())
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new InputException("directory " + directory
                        + " has no file *.yaml, *.yml or *.json; name one that has, or the files themselves");
            }
            return files;
        } catch (IOException broken) {
            throw new InputException("directory " + directory + " cannot be listed (" + cause(broken) + ")");
        }
    }

    private static String cause(IOException broken) {
        return switch (broken) {
            case java.nio.file.NoSuchFileException missing -> "no such file";
            case java.nio.file.AccessDeniedException denied -> "no permission";
            default -> broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        };
    }

    private void open(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            read(file, in);
        } catch (IOException broken) {
            throw new InputException(
                    "file " + file + " cannot be read: " + cause(broken) + "; check its path and rights");
        }
    }

    private void read(String file, InputStream in) {
        try {
            InputStream plain = unzipped(new BufferedInputStream(in, 1 << 16));
            if (isJson(file, plain)) {
                new ItemReader(file, new JsonTokens(plain), sink, warnings).readAll();
            } else {
                readYaml(file, plain);
            }
        } catch (Malformed broken) {
            lost(file, broken, "the rest of the file is not read");
        } catch (IOException broken) {
            warnings.accept(
                    new Warning(file, 0, "", "cannot be read on: " + broken.getMessage() + "; what follows is lost"));
        }
    }

    private static InputStream unzipped(BufferedInputStream in) throws IOException {
        byte[] first = peek(in);
        boolean zipped = first.length > 1 && first[0] == (byte) 0x1f && first[1] == (byte) 0x8b;
        return zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }

    private static boolean isJson(String file, InputStream in) throws IOException {
        if (JSON.matcher(file).matches() || YAML.matcher(file).matches()) {
            return JSON.matcher(file).matches();
        }
        for (byte each : peek(in)) {
            if (each > ' ') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(PEEK);
        byte[] first = in.readNBytes(PEEK);
        in.reset();
        return first;
    }

    private void readYaml(String file, InputStream in) throws IOException {
        DocumentSplitter documents = new DocumentSplitter(new InputStreamReader(in, charset(in)));
        while (documents.hasNext()) {
            int line = documents.line();
            DocumentSplitter.Document document = documents.next();
            try {
                new ItemReader(file, new YamlTokens(document, line), sink, warnings).readAll();
            } catch (Malformed broken) {
                lost(file, broken, "the rest of this document, which begins on line " + line + ", is not read");
            }
            document.skip();
        }
        if (documents.undecodedLine() > 0) {
            String message = "has characters that are not UTF-8 and are not read; save the file as UTF-8";
            warnings.accept(new Warning(file, documents.undecodedLine(), "", message));
        }
    }

    /** UTF-8, unless the text begins with the mark of UTF-16, which is what PowerShell writes. */
    private static Charset charset(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        boolean marked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
        return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private void lost(String file, Malformed broken, String what) {
        warnings.accept(new Warning(file, broken.line(), "", broken.problem() + "; " + what));
    }
}
