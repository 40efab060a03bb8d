package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS by BoringSSL, with the certificates of a kubeconfig; whom to trust is still decided by Java's trust manager. */
final class NativeTls extends OpenSSLEngineOptions {
    private final Config config;

    NativeTls(Config config) {
        this.config = config;
    }

    @Override
    public NativeTls copy() {
        return new NativeTls(config);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return this::context;
    }

    private SslContext context() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.OPENSSL);
        try {
            first(SSLUtils.trustManagers(config)).ifPresent(builder::trustManager);
            first(SSLUtils.keyManagers(config)).ifPresent(builder::keyManager);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new SSLException(unusable.getMessage(), unusable);
        }
        return builder.build();
    }

    /** None: nothing is said, which for trust means the authorities of the machine, and for keys that a token is shown. */
    private static <M> Optional<M> first(M @Nullable [] managers) {
        return managers == null ? Optional.empty() : Stream.of(managers).findFirst();
    }
}
