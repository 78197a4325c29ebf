package payments.infrastructure.guardrail.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the data of a resource is, as its tags say. Production is a classification and not a name: what is called "live" or
 * "zebra" may hold card numbers, and what is called "prod" may hold made-up ones. A tag that is missing, or says what nobody
 * knows, makes no rule weaker.
 *
 * @param scope the tag {@code pci-scope} in small letters; empty without one
 * @param data the tag {@code data-class} in small letters; empty without one
 */
record Classification(String scope, String data) {
    private static final Set<String> SCOPE = Set.of("pci-scope");
    private static final Set<String> DATA = Set.of("data-class", "dataclass", "data_class");
    private static final Set<String> HARMLESS = Set.of("public", "internal");

    static Classification of(Map<String, String> tags) {
        return new Classification(value(tags, SCOPE), value(tags, DATA));
    }

    /** Real data may be here: the data is not said to be harmless, or PCI DSS covers it. */
    boolean isProduction() {
        return isInScope() || !HARMLESS.contains(data);
    }

    /** Cardholder data may be near (PCI DSS 12.5.2). */
    boolean isInScope() {
        return !scope.equals("out");
    }

    /**
     * Whether this is part of the cardholder data environment: everything that is not said to be outside of the scope of PCI DSS, or
     * only connected to what is inside.
     */
    boolean isCardholderData() {
        return isInScope() && !scope.equals("connected");
    }

    private static String value(Map<String, String> tags, Set<String> names) {
        return tags.entrySet().stream()
                .filter(tag -> names.contains(tag.getKey().toLowerCase(Locale.ROOT)))
                .map(tag -> tag.getValue().strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
