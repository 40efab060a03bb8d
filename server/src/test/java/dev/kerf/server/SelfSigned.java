package dev.kerf.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1, made by the JDK's keytool.
 *
 * @param certificate PEM
 * @param key         PEM, PKCS #8
 */
record SelfSigned(Path certificate, Path key) {
    private static final String PASSWORD = "password";
    /** What PKCS #8 puts before an RSA key of 2048 bits. */
    private static final int PKCS8_HEADER = 26;

    static SelfSigned in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("store-" + System.nanoTime());
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=kerf",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-alias",
                        "kerf",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("kerf").getEncoded()));
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys.getKey("kerf", PASSWORD.toCharArray()).getEncoded()));
        return new SelfSigned(certificate, key);
    }

    /** Writes the key anew as Helm and cert-manager do. */
    SelfSigned asPkcs1() throws IOException {
        String[] lines = Files.readString(key).split("\n");
        byte[] pkcs8 = Base64.getMimeDecoder().decode(String.join("", Arrays.copyOfRange(lines, 1, lines.length - 1)));
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length);
        Files.writeString(key, pem("RSA PRIVATE KEY", pkcs1));
        return this;
    }

    String bundle() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
