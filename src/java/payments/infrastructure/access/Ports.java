package payments.infrastructure.access;

import java.math.BigDecimal;
import java.util.Map;
import payments.infrastructure.guardrail.model.Value;

/**
 * A protocol with its ports.
 *
 * @param protocol its name; {@code all} for every one
 * @param first the lowest port
 * @param last the highest port
 */
record Ports(Integer first, String protocol, Integer last) {
    static final String ALL = "all";
    private static final int LAST = 65_535;

    /** IANA's numbers of the protocols that have ports or are usual. */
    private static final Map<String, String> NAMES =
            Map.of("-1", ALL, "", ALL, "6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");

    /** What is not known counts as all. */
    static Ports of(String written, Value from, Value to) {
        String protocol = NAMES.getOrDefault(written, written);
        if (protocol.equals(ALL) || from.number().isEmpty() || to.number().isEmpty()) {
            return new Ports(0, protocol, LAST);
        }
        int first = from.number().map(BigDecimal::intValue).orElse(0);
        int last = to.number().map(BigDecimal::intValue).orElse(LAST);
        boolean every = first < 0 || (first == 0 && last == 0 && !protocol.equals("tcp") && !protocol.equals("udp"));
        return every ? new Ports(0, protocol, LAST) : new Ports(first, protocol, last);
    }

    /** Whether all traffic of this is of the other too, ports aside. */
    boolean isWithin(Ports other) {
        return other.protocol.equals(ALL) || other.protocol.equals(protocol);
    }

    @Override
    public String toString() {
        if (protocol.equals(ALL)) {
            return "all traffic";
        }
        if (first == 0 && last == LAST) {
            return protocol + " on every port";
        }
        return first.equals(last) ? protocol + " " + first : "%s %d-%d".formatted(protocol, first, last);
    }
}
