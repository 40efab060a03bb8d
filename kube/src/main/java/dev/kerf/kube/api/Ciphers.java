package dev.kerf.kube.api;

import java.util.List;

/**
 * Which cipher a connection is to use: ChaCha20 where the server knows it. The first compiler alone, with which the
 * scheduler runs, has no machine instructions for AES: it opens 35 MB of AES-GCM a second, and 160 MB of ChaCha20.
 */
final class Ciphers {
    private static final String KEY = "jdk.tls.client.cipherSuites";
    private static final List<String> SUITES = List.of(
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private Ciphers() {}

    /** For all connections of this process, if it has made none yet; whoever said otherwise at its start is heeded. */
    static void prefer() {
        if (System.getProperty(KEY) == null) {
            System.setProperty(KEY, String.join(",", SUITES));
        }
    }
}
