package dev.kerf.testbed;

import static org.junit.jupiter.api.extension.ExtensionContext.StoreScope.LAUNCHER_SESSION;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** What {@link OnPostgreSql} promises. */
final class PostgreSqlExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(PostgreSqlExtension.class);

    /** The server of a test JVM, or that there is none. */
    private record Shared(Optional<PostgreSql> server) implements AutoCloseable {
        static Shared start() {
            try {
                return new Shared(PostgreSql.start("tests on a real PostgreSQL"));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() {
            server.ifPresent(PostgreSql::close);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgreSql.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static PostgreSql server(ExtensionContext context) {
        return context.getStore(LAUNCHER_SESSION, OURS)
                .computeIfAbsent(Shared.class, absent -> Shared.start(), Shared.class)
                .server()
                .orElseThrow(() -> new TestAbortedException("no PostgreSQL here; apt-get install postgresql"));
    }
}
