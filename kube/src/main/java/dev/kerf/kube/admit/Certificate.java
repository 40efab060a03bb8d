package dev.kerf.kube.admit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server's certificate and key in PEM files. Renewed files are taken without a restart; broken ones change nothing. */
public final class Certificate {
    private final Path chain;
    private final Path key;
    private final Consumer<String> log;
    private Loaded loaded;

    private record Loaded(X509Certificate[] chain, PrivateKey key, FileTime at) {}

    /**
     * The certificate in these files.
     *
     * @throws IOException with one sentence, if they cannot be read or are none
     */
    public Certificate(Path chain, Path key, Consumer<String> log) throws IOException {
        this.chain = chain;
        this.key = key;
        this.log = log;
        this.loaded = load();
    }

    /** For servers that show it. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Current()}, null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized Loaded current() {
        try {
            if (!written().equals(loaded.at())) {
                loaded = load();
                log.accept("the webhook's certificate was renewed");
            }
        } catch (IOException broken) {
            log.accept(String.valueOf(broken.getMessage()));
        }
        return loaded;
    }

    private FileTime written() throws IOException {
        FileTime ofChain = Files.getLastModifiedTime(chain);
        FileTime ofKey = Files.getLastModifiedTime(key);
        return ofChain.compareTo(ofKey) > 0 ? ofChain : ofKey;
    }

    private Loaded load() throws IOException {
        try (InputStream in = Files.newInputStream(chain)) {
            FileTime at = written();
            X509Certificate[] certificates = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (certificates.length == 0) {
                throw new IOException(chain + " holds no certificate; it must be one in PEM");
            }
            String algorithm = certificates[0].getPublicKey().getAlgorithm();
            return new Loaded(certificates, PrivateKeys.read(key, algorithm), at);
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new IOException(
                    "there is no file " + missing.getFile() + "; give the webhook's certificate and key", missing);
        } catch (GeneralSecurityException broken) {
            throw new IOException(chain + " is no certificate in PEM: " + broken.getMessage(), broken);
        }
    }

    /** The certificate of this moment, for each new connection. */
    private final class Current extends X509ExtendedKeyManager {
        private static final String ALIAS = "webhook";

        @Override
        public String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseServerAlias(String type, Principal @Nullable [] issuers, java.net.@Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return current().chain().clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return current().key();
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, java.net.@Nullable Socket socket) {
            return null;
        }
    }
}
