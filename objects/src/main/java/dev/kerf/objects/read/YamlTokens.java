package dev.kerf.objects.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The tokens of the YAML between two {@code ---}. */
final class YamlTokens implements Tokens {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(4096)
            .build();
    private final ParserImpl parser;
    private final int firstLine;
    private @Nullable Event event;

    /** @param firstLine the line of the file that the text begins on, from 1 */
    YamlTokens(Reader text, int firstLine) {
        this.parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        this.firstLine = firstLine;
    }

    @Override
    public Token next() throws Malformed {
        try {
            while (parser.hasNext()) {
                event = parser.next();
                Token token = translated(event.getEventId());
                if (token != null) {
                    return token;
                }
            }
            return Token.END;
        } catch (MarkedYamlEngineException broken) {
            throw new Malformed(
                    line(broken.getProblemMark().or(broken::getContextMark)), "is not YAML: " + broken.getProblem());
        } catch (YamlEngineException | UncheckedIOException broken) {
            throw new Malformed(line(), problem(broken));
        } catch (RuntimeException bug) { // the library's own, on input nobody thought of
            throw new Malformed(line(), "is not YAML");
        }
    }

    private static String problem(RuntimeException broken) {
        return broken.getCause() instanceof IOException io
                ? "cannot be read on: " + io.getMessage()
                : "is not YAML: "
                        + String.valueOf(broken.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("");
    }

    private static @Nullable Token translated(Event.ID id) {
        return switch (id) {
            case MappingStart -> Token.MAP;
            case MappingEnd -> Token.MAP_END;
            case SequenceStart -> Token.LIST;
            case SequenceEnd -> Token.LIST_END;
            case Scalar -> Token.SCALAR;
            case Alias -> Token.ALIAS;
            case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> null;
        };
    }

    @Override
    public String text() {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getValue();
            case AliasEvent alias -> alias.getAlias().getValue();
            case null, default -> "";
        };
    }

    @Override
    public boolean quoted() {
        return event instanceof ScalarEvent scalar && !scalar.isPlain();
    }

    @Override
    public int line() {
        return event == null ? firstLine : line(event.getStartMark());
    }

    private int line(Optional<Mark> mark) {
        return firstLine + mark.map(Mark::getLine).orElse(0);
    }

    @Override
    public @Nullable String anchor() {
        return event instanceof NodeEvent node && !(event instanceof AliasEvent)
                ? node.getAnchor().map(Anchor::getValue).orElse(null)
                : null;
    }
}
