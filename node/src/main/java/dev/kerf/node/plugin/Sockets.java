package dev.kerf.node.plugin;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** gRPC over sockets in the file system, without native code. */
public final class Sockets implements AutoCloseable {
    private static final int THREADS = 2;
    private final EventLoopGroup threads = new NioEventLoopGroup(THREADS);

    /**
     * Serves on a socket; one that was left there gives way.
     *
     * @throws IOException if it cannot be made
     */
    public Server serve(Path socket, BindableService service) throws IOException {
        Files.deleteIfExists(socket);
        return NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(threads)
                .workerEventLoopGroup(threads)
                .addService(service)
                .build()
                .start();
    }

    /** Speaks to whoever serves on a socket. */
    public ManagedChannel dial(Path socket) {
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioDomainSocketChannel.class)
                .eventLoopGroup(threads)
                .usePlaintext()
                .overrideAuthority("localhost")
                .build();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
