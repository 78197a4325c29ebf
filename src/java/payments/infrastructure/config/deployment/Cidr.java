package payments.infrastructure.config.deployment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of private IPv4 addresses for a VPC: RFC 1918, /16 to /20. Larger is refused by AWS, and smaller has no room
 * for the subnets of six zones (the network's {@code SubnetLayout}).
 *
 * @param text the block in CIDR notation, such as {@code 10.0.0.0/16}
 */
public record Cidr(String text) {
    private static final Pattern NOTATION =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int LARGEST = 16;
    private static final int SMALLEST = 20;
    private static final int SUBNET = 24;

    public Cidr {
        parse(text);
    }

    /** Whether this block and the other have an address in common. */
    public boolean overlaps(Cidr other) {
        long mask = mask(Math.min(prefix(), other.prefix()));
        return (parse(text) & mask) == (parse(other.text) & mask);
    }

    /**
     * The n-th /24 of this block, in CIDR notation.
     *
     * @throws IllegalArgumentException where the block has no n-th /24
     */
    public String subnet(int n) {
        return range(n, SUBNET);
    }

    /**
     * The block that starts with the n-th /24 of this block, in CIDR notation.
     *
     * @param prefix its prefix length, up to 24; a block starts at a multiple of its own size
     * @throws IllegalArgumentException where this block has no n-th /24
     */
    public String range(int n, int prefix) {
        if (n < 0 || n >= subnets()) {
            throw new IllegalArgumentException(
                    "%s has the /24 subnets 0 to %d, there is no number %d".formatted(text, subnets() - 1, n));
        }
        long address = parse(text) + ((long) n << (32 - SUBNET));
        return "%d.%d.%d.%d/%d"
                .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255, prefix);
    }

    private int subnets() {
        return 1 << (SUBNET - prefix());
    }

    private int prefix() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    private static long parse(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text, "four numbers and a prefix length, such as 10.0.0.0/16");
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                throw invalid(text, "numbers up to 255");
            }
            address = address << 8 | octet;
        }
        int prefix = Integer.parseInt(matcher.group(5));
        if (prefix < LARGEST || prefix > SMALLEST) {
            throw invalid(
                    text,
                    prefix > SMALLEST && prefix <= 32
                            ? "a prefix length from /16 to /20: it is too small for the subnets"
                            : "a prefix length from /16 to /20");
        }
        if ((address & ~mask(prefix)) != 0) {
            throw invalid(text, "the block's first address before the slash");
        }
        if (!isPrivate(address)) {
            throw invalid(text, "private addresses: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
        }
        return address;
    }

    private static boolean isPrivate(long address) {
        return address >> 24 == 10 || address >> 20 == (172L << 4 | 1) || address >> 16 == (192L << 8 | 168);
    }

    private static long mask(int prefix) {
        return 0xFFFFFFFFL << (32 - prefix) & 0xFFFFFFFFL;
    }

    private static IllegalArgumentException invalid(String text, String allowed) {
        return new IllegalArgumentException("'%s' is no VPC block; allowed is %s".formatted(text, allowed));
    }

    @Override
    public String toString() {
        return text;
    }
}
