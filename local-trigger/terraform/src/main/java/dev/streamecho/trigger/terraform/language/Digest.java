package dev.streamecho.trigger.terraform.language;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The hashes that Terraform has functions for. */
enum Digest {
    MD5("MD5"),
    SHA_1("SHA-1"),
    SHA_256("SHA-256"),
    SHA_512("SHA-512");

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    String hex(byte[] content) {
        return HexFormat.of().formatHex(hash(content));
    }

    String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(hash(content));
    }

    private byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
