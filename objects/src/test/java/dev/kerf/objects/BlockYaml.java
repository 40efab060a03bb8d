package dev.kerf.objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** JSON written as block-style YAML, the way kubectl writes objects. */
final class BlockYaml {
    private final JsonParser parser;
    private final StringBuilder out = new StringBuilder();

    private BlockYaml(JsonParser parser) {
        this.parser = parser;
    }

    static String of(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            BlockYaml yaml = new BlockYaml(parser);
            parser.nextToken();
            yaml.map("", parser.nextToken());
            return yaml.out.toString();
        }
    }

    private void map(String indent, JsonToken first) throws IOException {
        String lead = "";
        for (JsonToken token = first; token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            out.append(lead).append(scalar(parser.getText())).append(':');
            value(indent, parser.nextToken());
            lead = indent;
        }
    }

    private void value(String indent, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                JsonToken first = parser.nextToken();
                out.append(first == JsonToken.END_OBJECT ? " {}\n" : "\n" + indent + "  ");
                if (first != JsonToken.END_OBJECT) {
                    map(indent + "  ", first);
                }
            }
            case START_ARRAY -> {
                out.append('\n');
                for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
                    out.append(indent).append("- ");
                    if (each == JsonToken.START_OBJECT) {
                        map(indent + "  ", parser.nextToken());
                    } else {
                        out.append(scalar(parser.getText())).append('\n');
                    }
                }
            }
            case VALUE_STRING ->
                out.append(' ').append(scalar(parser.getText())).append('\n');
            default -> out.append(' ').append(parser.getText()).append('\n');
        }
    }

    private static String scalar(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9./:_-]*") ? text : "'" + text + "'";
    }
}
