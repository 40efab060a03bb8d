package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.TimeUnit;

/**
 * The connections to one server. A single thread serves all of them, by epoll and with a TLS of machine code where the
 * platform has both: requests are small and many, and what they cost is what a scheduler takes from the server beside it.
 */
final class Transport implements AutoCloseable {
    /** Names are looked up as the machine does, not by Vert.x itself. */
    private static final String OWN_RESOLVER_OFF = "vertx.disableDnsResolver";
    /** Buffers are had from the JDK, which tells off whoever takes them behind its back, and cost no more. */
    private static final String UNSAFE_OFF = "io.netty.noUnsafe";

    private final Vertx vertx;
    private final HttpClient http;

    Transport(Config config) {
        System.setProperty(OWN_RESOLVER_OFF, "true");
        System.setProperty(UNSAFE_OFF, "true");
        Ciphers.prefer();
        this.vertx = Vertx.vertx(options());
        this.http = new Clients(vertx, config).newBuilder(config).build();
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                .setUseDaemonThread(true)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    HttpClient http() {
        return http;
    }

    /** Whether this is the thread that serves the connections, on which nobody may wait for an answer. */
    static boolean isServing() {
        return Context.isOnEventLoopThread();
    }

    @Override
    public void close() {
        http.close();
        var _ = vertx.close();
    }

    private static final class Clients extends VertxHttpClientFactory {
        private final Config config;

        Clients(Vertx vertx, Config config) {
            super(vertx);
            this.config = config;
        }

        @Override
        protected void additionalConfig(WebClientOptions options) {
            if (options.isSsl() && OpenSSLEngineOptions.isAvailable()) {
                options.setSslEngineOptions(new NativeTls(config));
            }
        }
    }
}
