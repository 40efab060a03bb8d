package dev.kerf.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * One run of the command line.
 *
 * @param code what it exits with
 * @param out  its standard output
 * @param err  its standard error
 */
record Kerf(int code, String out, String err) {
    static Kerf run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Kerf(code, out.toString(), err.toString());
    }

    /** A file of the checkout. */
    static String file(String path) {
        return Path.of(System.getProperty("kerf.root", "..")).resolve(path).toString();
    }
}
