package payments.migration;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The count and the digest of things in any order: the sum of their SHA-256 digests modulo 2^256. Two sides that were read in
 * different orders, or in parts, have the same digest if they hold the same things. It finds mistakes and losses; it is no
 * proof against somebody who chooses what is stored, since sums can be made to fit.
 */
public final class MultisetDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;
    private long count;

    /** The SHA-256 of some bytes. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds one thing by its digest. */
    public synchronized void add(byte[] sha256) {
        sum = sum.add(new BigInteger(1, sha256)).mod(MODULUS);
        count++;
    }

    /** Adds all of another one. */
    public synchronized void add(MultisetDigest other) {
        sum = sum.add(other.sum()).mod(MODULUS);
        count += other.count();
    }

    /** How many things there are. */
    public synchronized long count() {
        return count;
    }

    /** The digest, 64 hexadecimal digits. */
    public String hex() {
        byte[] bytes = new byte[32];
        byte[] magnitude = sum().toByteArray();
        for (int i = 1; i <= Math.min(bytes.length, magnitude.length); i++) {
            bytes[bytes.length - i] = magnitude[magnitude.length - i];
        }
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether another one has the same count and digest. */
    public boolean sameAs(MultisetDigest other) {
        return count() == other.count() && sum().equals(other.sum());
    }

    private synchronized BigInteger sum() {
        return sum;
    }
}
