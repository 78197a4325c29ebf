package payments.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What must hold whatever is lost. */
enum Property {
    R1("one effect: each order has at most one, in all regions together"),
    R2("nothing acknowledged disappears"),
    R3("no private state of doubt: after rest every order has an answer"),
    R4("fails closed: a region that returns does not take payments by itself"),
    R5("events and ledgers: each event published, in order, and posted once in each region"),
    R6("a move is one conditional write, bounded, under load");

    private final String words;

    Property(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * Whether a property held.
     *
     * @param findings why not, one line each
     */
    record Verdict(Property property, List<String> findings) {
        boolean holds() {
            return findings.isEmpty();
        }
    }

    /** Sorts findings, which begin with the name of a property; what begins otherwise speaks against the first. */
    static List<Verdict> judged(Collection<String> findings) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Property property : values()) {
            verdicts.add(new Verdict(
                    property,
                    findings.stream().filter(text -> of(text) == property).toList()));
        }
        return verdicts;
    }

    private static Property of(String finding) {
        for (Property property : values()) {
            if (finding.startsWith(property.name())) {
                return property;
            }
        }
        return R1;
    }
}
