package dev.kerf.kube.admit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM: PKCS #8, and PKCS #1 as Helm and cert-manager write RSA keys. */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    /** SEQUENCE { OID rsaEncryption, NULL }. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int SHORT = 0x80;

    private PrivateKeys() {}

    static PrivateKey read(Path file, String algorithm) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(file + " holds no private key in PEM, PKCS #8 or RSA; write one with"
                    + " openssl pkcs8 -topk8 -nocrypt -in KEY");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        byte[] pkcs8 = pem.group(1).startsWith("RSA") ? wrapped(der) : der;
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException broken) {
            throw new IOException(
                    file + " is no " + algorithm + " key, as its certificate wants: " + broken.getMessage(), broken);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.write(VERSION);
        inner.write(RSA);
        inner.write(element(OCTETS, pkcs1));
        return element(SEQUENCE, inner.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT) {
            out.write(content.length);
        } else {
            byte[] length = new java.math.BigInteger(
                            1,
                            java.nio.ByteBuffer.allocate(4)
                                    .putInt(content.length)
                                    .array())
                    .toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(SHORT | length.length - from);
            out.write(length, from, length.length - from);
        }
        out.write(content);
        return out.toByteArray();
    }
}
