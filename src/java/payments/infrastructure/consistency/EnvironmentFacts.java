package payments.infrastructure.consistency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;

/**
 * What is one environment's own by definition: where it occurs in a text, it is no difference.
 *
 * @param name the environment's name, first part of its stacks' names
 * @param suffix last part of its resources' names
 * @param account its account number; null where none is given
 * @param operators by which role or user people operate it; null where none is given
 * @param regions its regions by priority
 */
public record EnvironmentFacts(
        String name,
        String suffix,
        @Nullable String account,
        @Nullable String operators,
        List<String> regions) {
    /** Those of an environment that nobody operates by a role of its own. */
    public EnvironmentFacts(String name, String suffix, @Nullable String account, List<String> regions) {
        this(name, suffix, account, null, regions);
    }

    public EnvironmentFacts {
        regions = List.copyOf(regions);
    }

    /** Those of an environment of a deployment file. */
    public static EnvironmentFacts of(Environment environment) {
        return new EnvironmentFacts(
                environment.name(),
                environment.suffix(),
                environment.account(),
                environment.operators(),
                environment.regions().stream().map(Region::code).toList());
    }

    /** The name that a stack has in every environment: {@code iam}, {@code region-1}; empty when it is another's. */
    String role(String stack) {
        if (stack.equals(name + "-iam")) {
            return "iam";
        }
        for (int i = 0; i < regions.size(); i++) {
            if (stack.equals(name + "-" + regions.get(i))) {
                return "region-" + (i + 1);
            }
        }
        return "";
    }

    /** What stands for each own word, longer words first. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < regions.size(); i++) {
            words.put(regions.get(i), "{region-" + (i + 1) + "}");
        }
        if (operators != null) {
            words.put(operators, "{operators}");
            words.put("arn:aws:iam::%s:root".formatted(operators.split(":", -1)[4]), "{account of operators}");
        }
        if (account != null) {
            words.put(account, "{account}");
        }
        words.put(suffix, "{environment}");
        words.put(name, "{environment}");
        return words;
    }
}
