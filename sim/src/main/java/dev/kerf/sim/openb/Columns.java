package dev.kerf.sim.openb;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kerf.sim.trace.TraceException;

/** The fields of one line of a trace file, checked as they are read. */
final class Columns {
    private final String file;
    private final NamedCsvRecord line;

    Columns(String file, NamedCsvRecord line) {
        this.file = file;
        this.line = line;
    }

    /** The field; empty where the file has no such column. */
    String optional(String name) {
        return line.getHeader().contains(name) ? field(name) : "";
    }

    String text(String name) {
        String value = field(name);
        if (value.isEmpty()) {
            throw error(name + " is empty; every line needs one");
        }
        return value;
    }

    /** The field as a whole number. */
    long number(String name, long least, long most) {
        String value = text(name);
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw error(name + " is \"" + value + "\", which is no whole number");
        }
        if (number < least || number > most) {
            throw error(name + " is " + number + "; it must be between " + least + " and " + most);
        }
        return number;
    }

    TraceException error(String problem) {
        return new TraceException(file + ":" + line.getStartingLineNumber() + ": " + problem);
    }

    private String field(String name) {
        int at = line.getHeader().indexOf(name);
        if (at < 0) {
            throw error("the file has no column " + name + "; its columns are " + String.join(",", line.getHeader()));
        }
        if (at >= line.getFieldCount()) {
            throw error("the line ends before column " + name + "; it has " + line.getFieldCount() + " fields");
        }
        return line.getField(at).strip();
    }
}
