package dev.kerf.contest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where an API server is, and as whom it is asked.
 *
 * @param token bearer token
 * @param tls   trusts that server's certificate and no other
 */
record Endpoint(String host, int port, String token, SSLSocketFactory tls) {
    /** A factory of connections that trusts what is in a PEM file. */
    static SSLSocketFactory trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number++, each);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IOException("the certificate " + pem + " cannot be used: " + broken.getMessage(), broken);
        }
    }

    Connection connect() throws IOException {
        return new Connection(this);
    }
}
