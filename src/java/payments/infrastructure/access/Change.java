package payments.infrastructure.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Something that one of the programs allows and the other does not.
 *
 * @param direction whether it is newly allowed
 * @param area by what it is allowed
 * @param who who may do it, such as {@code role payments-api} or {@code anybody}
 * @param may the actions as the policy writes them, or the traffic; sorted
 * @param on the resources as the policy writes them, or the addresses; sorted
 * @param when the conditions under which it is allowed; empty without one
 * @param stacks where it is written; sorted
 */
public record Change(
        Direction direction,
        Area area,
        String who,
        List<String> may,
        List<String> on,
        String when,
        List<String> stacks) {
    /** Which of the programs allows it. */
    public enum Direction {
        /** Only the new one: what a reviewer must agree to. */
        NEW,
        /** Only the old one: what may stop working. */
        GONE
    }

    /** By what something is allowed. */
    public enum Area {
        /** The policies of a role, user or group, within its boundary. */
        IDENTITY,
        /** A permissions boundary: what roles may be allowed at most, whatever is granted. */
        BOUNDARY,
        /** The trust policy of a role: who may become it. */
        TRUST,
        /** The policy of a resource, or a grant on it. */
        RESOURCE,
        /** A switch or a share that lets others see a resource. */
        EXPOSURE,
        /** Security groups, network ACLs, routes and links of networks. */
        NETWORK
    }

    /** The order of a report: what is new first, then by area, who, and what. */
    static final Comparator<Change> ORDER = Comparator.comparing(Change::direction)
            .thenComparing(Change::area)
            .thenComparing(Change::who)
            .thenComparing(change -> String.join(" ", change.on()))
            .thenComparing(change -> String.join(" ", change.may()))
            .thenComparing(Change::when)
            .thenComparing(change -> String.join(" ", change.stacks()));

    /** Copies the lists. */
    public Change {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(area, "area");
        may = List.copyOf(may);
        on = List.copyOf(on);
        stacks = List.copyOf(stacks);
    }

    /** The same with other actions. */
    Change allowing(Collection<String> actions) {
        return new Change(direction, area, who, List.copyOf(new TreeSet<>(actions)), on, when, stacks);
    }

    /** The same, as a reader knows it. */
    Change shown() {
        return new Change(
                direction,
                area,
                Renames.shown(who),
                may.stream().map(Renames::shown).toList(),
                on.stream().map(Renames::shown).toList(),
                Renames.shown(when),
                stacks);
    }

    /** The same, with another condition. */
    Change under(String condition) {
        return new Change(direction, area, who, may, on, condition, stacks);
    }

    /** The same on other resources, written elsewhere. */
    Change at(Collection<String> resources, Collection<String> places) {
        return new Change(
                direction,
                area,
                who,
                may,
                List.copyOf(new TreeSet<>(resources)),
                when,
                List.copyOf(new TreeSet<>(places)));
    }
}
