package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.guardrail.policy.AddressBlock;

/**
 * What a rule of a security group lets through.
 *
 * @param stack where it is written
 * @param way whose rule, and which direction
 * @param peer the other side as it is written
 * @param block its addresses; null where it names no addresses
 * @param ports protocol and ports
 */
record Traffic(String stack, Way way, String peer, @Nullable AddressBlock block, Ports ports) {
    /**
     * A direction of a group.
     *
     * @param group the group
     * @param in whether traffic comes in
     */
    record Way(String group, boolean in) {}

    static Traffic of(String stack, Way way, String peer, Ports ports) {
        return new Traffic(stack, way, peer, AddressBlock.parse(peer), ports);
    }

    /** What is compared with each other: rules of one group and direction, in one stack. */
    String holder() {
        return stack + " " + way;
    }

    /** What some rules let through and others do not. */
    static List<Traffic> without(List<Traffic> some, List<Traffic> others) {
        return some.stream().filter(traffic -> !traffic.isCoveredBy(others)).toList();
    }

    Change change(Direction direction) {
        return new Change(
                direction,
                Area.NETWORK,
                way.group(),
                List.of((way.in() ? "receive " : "send ") + ports),
                List.of(peer),
                "",
                List.of(stack));
    }

    /** Taken apart by the others' borders, each piece is let through by one of them or by none. */
    private boolean isCoveredBy(List<Traffic> others) {
        List<Traffic> near = others.stream()
                .filter(other -> ports.isWithin(other.ports) && sharesAddresses(other))
                .toList();
        return covers(near, block);
    }

    private boolean covers(List<Traffic> near, @Nullable AddressBlock addresses) {
        List<Ports> open = near.stream()
                .filter(other -> other.holds(peer, addresses))
                .map(Traffic::ports)
                .toList();
        if (hasAllPorts(open)) {
            return true;
        }
        return addresses != null
                && isFiner(near, addresses)
                && covers(near, addresses.half(false))
                && covers(near, addresses.half(true));
    }

    /** Whether one of them names a part of the addresses. */
    private static boolean isFiner(List<Traffic> near, AddressBlock addresses) {
        return near.stream()
                .map(Traffic::block)
                .anyMatch(other -> other != null && addresses.holds(other) && !other.holds(addresses));
    }

    private boolean sharesAddresses(Traffic other) {
        if (block == null || other.block == null) {
            return peer.equals(other.peer) || other.isEverywhere();
        }
        return block.holds(other.block) || other.block.holds(block);
    }

    private boolean holds(String name, @Nullable AddressBlock addresses) {
        if (addresses == null || block == null) {
            return peer.equals(name) || (addresses == null && isEverywhere());
        }
        return block.holds(addresses);
    }

    private boolean isEverywhere() {
        return peer.equals("0.0.0.0/0");
    }

    private boolean hasAllPorts(List<Ports> open) {
        List<Ports> sorted = new ArrayList<>(open);
        sorted.sort((one, other) -> Integer.compare(one.first(), other.first()));
        int next = ports.first();
        for (Ports range : sorted) {
            if (range.first() <= next && range.last() >= next) {
                next = range.last() + 1;
            }
        }
        return next > ports.last();
    }
}
