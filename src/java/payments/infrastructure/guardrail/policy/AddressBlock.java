package payments.infrastructure.guardrail.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of IPv4 or IPv6 addresses; a single address is a block of one.
 *
 * @param first its first address, as a number
 * @param bits 32 or 128
 * @param prefix how many leading bits all of its addresses share
 */
public record AddressBlock(BigInteger first, int bits, int prefix) {
    /** Only what no name server could be asked for. */
    private static final Pattern NOTATION =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    /** The block of a text, or null for what is none. */
    public static @Nullable AddressBlock parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
            int bits = address.length * Byte.SIZE;
            int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
            return prefix > bits ? null : new AddressBlock(new BigInteger(1, address), bits, prefix);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether all addresses of the other are in this. */
    public boolean holds(AddressBlock other) {
        int shift = bits - prefix;
        return bits == other.bits
                && prefix <= other.prefix
                && first.shiftRight(shift).equals(other.first.shiftRight(shift));
    }

    /**
     * One of the two halves of the block.
     *
     * @param upper whether it is the one with the larger addresses
     * @throws IllegalStateException for a single address
     */
    public AddressBlock half(boolean upper) {
        if (prefix == bits) {
            throw new IllegalStateException("a single address has no halves");
        }
        BigInteger start = first.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        return new AddressBlock(upper ? start.setBit(bits - prefix - 1) : start, bits, prefix + 1);
    }
}
