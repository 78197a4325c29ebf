package payments.infrastructure.config.deployment;

import java.util.Map;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;

/**
 * What stands between project and suffix in the name of a thing, where another system's names are to be continued. Everything else
 * has its name by rule. Another part is another name, so what has the old one is destroyed and made again.
 *
 * @param database of the instance or cluster, its subnet group and its logs
 * @param loadBalancer of the load balancer and its target group
 */
public record NameSettings(
        @Fallback("database")
        @Matches(value = NameSettings.PART, says = NameSettings.SAYS)
        @Describe("Part of the database's name between project and suffix; another one replaces an existing database")
        String database,

        @Fallback("lb")
        @Matches(value = NameSettings.PART, says = NameSettings.SAYS)
        @Describe("Part of the load balancer's name between project and suffix")
        String loadBalancer) {
    static final String PART = "(?=.{2,12}$)[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final String SAYS = "2 to 12 lower-case letters, digits or single inner hyphens, starting with a letter";

    /** Everything by rule. */
    public static final NameSettings BY_RULE = new NameSettings("database", "lb");

    /** What stands in a name instead of what the rule says. */
    public Map<String, String> parts() {
        return Map.of(BY_RULE.database, database, BY_RULE.loadBalancer, loadBalancer);
    }
}
