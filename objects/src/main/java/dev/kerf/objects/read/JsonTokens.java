package dev.kerf.objects.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The tokens of one or several JSON documents. Closed, it leaves the names of fields it met to the next. */
final class JsonTokens implements Tokens, AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();
    private final JsonParser parser;
    private boolean quoted;

    JsonTokens(InputStream in) throws IOException {
        this.parser = FACTORY.createParser(in);
    }

    JsonTokens(byte[] text) throws IOException {
        this.parser = FACTORY.createParser(text);
    }

    @Override
    public Token next() throws Malformed {
        try {
            JsonToken token = parser.nextToken();
            quoted = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
            return token == null ? Token.END : translated(token);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private static Token translated(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Token.MAP;
            case END_OBJECT -> Token.MAP_END;
            case START_ARRAY -> Token.LIST;
            case END_ARRAY -> Token.LIST_END;
            default -> Token.SCALAR;
        };
    }

    @Override
    public String text() throws Malformed {
        try {
            return parser.getText();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private Malformed malformed(IOException broken) {
        if (broken instanceof JsonProcessingException json) {
            String problem = json.getOriginalMessage().lines().findFirst().orElse("broken JSON");
            int line = json.getLocation() == null ? line() : json.getLocation().getLineNr();
            return new Malformed(Math.max(1, line), "is not JSON: " + problem);
        }
        return new Malformed(line(), "cannot be read on: " + broken.getMessage());
    }

    @Override
    public boolean quoted() {
        return quoted;
    }

    @Override
    public int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    @Override
    public @Nullable String anchor() {
        return null;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
