package payments.infrastructure.guardrail.rules.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses in CIDR notation.
 *
 * @param first its first address
 * @param bits how many leading bits are fixed, 0 to 32
 */
record AddressBlock(long first, int bits) {
    private static final Pattern CIDR =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");

    /** Larger than any block that one owner has for private use (10.0.0.0/8): written to mean "everybody", also in halves. */
    private static final int WIDEST_OWNED = 8;

    /** The same for IPv6, where providers get at least a /32. */
    private static final int WIDEST_OWNED_V6 = 16;

    static Optional<AddressBlock> of(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            long octet = Long.parseLong(cidr.group(part));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address * 256 + octet;
        }
        int bits = Integer.parseInt(cidr.group(5));
        return bits > 32
                ? Optional.empty()
                : Optional.of(new AddressBlock(address >> (32 - bits) << (32 - bits), bits));
    }

    /** The block as it is written, with no bits behind the prefix. */
    String notation() {
        return "%d.%d.%d.%d/%d".formatted(first >> 24, first >> 16 & 255, first >> 8 & 255, first & 255, bits);
    }

    boolean contains(AddressBlock other) {
        return bits <= other.bits && other.first >> (32 - bits) == first >> (32 - bits);
    }

    boolean overlaps(AddressBlock other) {
        return contains(other) || other.contains(this);
    }

    /** Whether a text, IPv4 or IPv6, opens to the internet. */
    static boolean isOpen(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String bits = cidr.substring(slash + 1);
        boolean number = !bits.isEmpty() && bits.length() < 4 && bits.chars().allMatch(Character::isDigit);
        int widest = cidr.contains(":") ? WIDEST_OWNED_V6 : WIDEST_OWNED;
        return number && Integer.parseInt(bits) < widest;
    }
}
