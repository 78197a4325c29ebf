package payments.infrastructure.reality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.infrastructure.text.Nearest;

/** AWS's managed rules of Config. Sources: the column of {@code config-rules.tsv}. */
public final class ConfigRules {
    private static final Map<String, ManagedRule> ALL = Datasets.of("config-rules").rows().stream()
            .map(row -> new ManagedRule(
                    row.text("identifier"),
                    row.text("trigger"),
                    row.words("parameters"),
                    row.words("missingIn"),
                    row.words("onlyIn")))
            .collect(Collectors.toMap(ManagedRule::identifier, Function.identity(), (one, other) -> one, TreeMap::new));

    private ConfigRules() {}

    /**
     * A managed rule.
     *
     * @param identifier such as {@code S3_BUCKET_VERSIONING_ENABLED}
     * @param trigger {@code changes} or {@code periodic}; empty where it has both
     * @param parameters those that it takes; those that must be written end with an exclamation mark
     * @param missingIn the regions without it
     * @param onlyIn the regions that alone have it; empty where that is no short list
     */
    public record ManagedRule(
            String identifier, String trigger, List<String> parameters, List<String> missingIn, List<String> onlyIn) {
        /** Copies the lists. */
        public ManagedRule {
            parameters = List.copyOf(parameters);
            missingIn = List.copyOf(missingIn);
            onlyIn = List.copyOf(onlyIn);
        }

        /** Whether a region has it. */
        public boolean isIn(String region) {
            return !missingIn.contains(region) && (onlyIn.isEmpty() || onlyIn.contains(region));
        }

        /** The names of all parameters. */
        public List<String> names() {
            return parameters.stream().map(name -> name.replace("!", "")).toList();
        }

        /** The names of those that must be written. */
        public List<String> required() {
            return parameters.stream()
                    .filter(name -> name.endsWith("!"))
                    .map(name -> name.replace("!", ""))
                    .toList();
        }
    }

    /** The managed rule of an identifier; empty where AWS has none. */
    public static Optional<ManagedRule> of(String identifier) {
        return Optional.ofNullable(ALL.get(identifier));
    }

    /** An identifier that was probably meant. */
    public static Optional<String> nearest(String identifier) {
        return Nearest.to(identifier, ALL.keySet());
    }
}
