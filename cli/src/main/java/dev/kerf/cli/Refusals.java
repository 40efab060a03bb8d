package dev.kerf.cli;

import dev.kerf.kube.act.Unanswered;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.objects.read.InputException;
import dev.kerf.observe.prometheus.SourceException;
import dev.kerf.observe.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command cannot do, in one sentence, and with what it exits: 2 for bad input, 3 where a server is away or refuses. */
final class Refusals implements IExecutionExceptionHandler {
    private static final int BAD_INPUT = 2;
    private static final int UNREACHABLE = 3;

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, @Nullable ParseResult parsed)
            throws Exception {
        return switch (thrown) {
            case InputException unusable -> refused(command, unusable.sentence(), BAD_INPUT);
            case StoreException unusable ->
                refused(command, unusable.sentence(), unusable.ofServer() ? UNREACHABLE : BAD_INPUT);
            case Unreachable away -> refused(command, String.valueOf(away.getMessage()), UNREACHABLE);
            case Unanswered silent ->
                refused(command, "the API server refused, or did not answer: " + silent.getMessage(), UNREACHABLE);
            case SourceException away -> refused(command, away.sentence(), UNREACHABLE);
            default -> throw thrown;
        };
    }

    private static int refused(CommandLine command, String sentence, int code) {
        command.getErr().println("kerf: " + sentence);
        command.getErr().flush();
        return code;
    }
}
