package payments.infrastructure.config.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * How callers find the API. Each region's health is checked; with a domain, each region answers to it and to a name of
 * its own, {@code <region>.<domain>}, and failover records lead to the region that is well.
 *
 * @param domain the name by which callers know the API; null where they use the name that AWS gives
 * @param subdomain what an environment writes before the domain that it shares with others; null where the domain is its own
 * @param zoneId id of the public hosted zone in which the names are written; present exactly where there is a domain
 * @param withoutDomain what there is of this section where there is no domain
 * @param checkers from which AWS regions the health is checked
 */
public record DnsSettings(
        @Matches(
                value = "(?=.{4,49}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}",
                says = "a host name in small letters, such as api.example.com, of at most 49 characters:"
                        + " with a region before it, it must fit the 64 that a certificate names")
        @Obeys(ValueRule.DOMAIN)
        @Overridable
        @Describe("Name by which callers know the API; default: the name that AWS gives")
        @Nullable String domain,

        @Matches(
                value = "[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?",
                says = "1 to 32 small letters, digits or inner hyphens, such as dev")
        @Overridable
        @Describe("What stands before the domain, so that environments can share one; default: nothing")
        @Nullable String subdomain,

        @Matches(value = "[A-Z0-9]{8,32}", says = "the id of a hosted zone, such as Z08123456ABCDEFGHIJKL")
        @Overridable
        @Describe("Id of the public hosted zone in which the names are written; exactly where there is a domain")
        @Nullable String zoneId,

        @Fallback("health-checks")
        @Describe("What there is without a domain; with 'nothing' a file can take its domain by a variable")
        WithoutDomain withoutDomain,

        @Fallback("us-east-1, us-west-2, eu-west-1")
        @Size(min = 3, max = 8) @Describe("From which AWS regions the health is checked")
        List<HealthChecker> checkers)
        implements Validated {
    private static final int LONGEST_NAME = 49;

    /** What there is of the section where there is no domain. */
    public enum WithoutDomain {
        /** The health of each region is checked by the name that AWS gives. */
        HEALTH_CHECKS,
        /** The deployment is as if the section were absent. */
        NOTHING
    }

    public DnsSettings {
        checkers = List.copyOf(checkers);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (domain != null && zoneId == null) {
            contradictions.add(
                    "domain is %s but zoneId is absent; without a zone no certificate can be validated and no caller finds the"
                                    .formatted(domain)
                            + " name: add the zone's id, or remove the domain",
                    "domain",
                    "zoneId");
        }
        if (domain == null && zoneId != null) {
            contradictions.add(
                    "zoneId is %s but domain is absent; add the domain, or remove the zone".formatted(zoneId),
                    "zoneId",
                    "domain");
        }
        checkName(contradictions);
        if (checkers.stream().distinct().count() != checkers.size()) {
            contradictions.add(
                    "checkers is %s and names one twice; name each once"
                            .formatted(
                                    checkers.stream().map(HealthChecker::code).toList()),
                    "checkers");
        }
    }

    private void checkName(Contradictions contradictions) {
        String name = name();
        if (name != null && name.length() > LONGEST_NAME) {
            contradictions.add(
                    "subdomain and domain make %s, which is %d characters long; with a region before it a certificate takes %d: shorten one of them"
                            .formatted(name, name.length(), LONGEST_NAME),
                    "subdomain",
                    "domain");
        }
        if (subdomain != null && domain == null && withoutDomain == WithoutDomain.HEALTH_CHECKS) {
            contradictions.add(
                    "subdomain is %s but domain is absent; add the domain, remove the subdomain, or write 'withoutDomain: nothing' where a variable gives the domain"
                            .formatted(subdomain),
                    "subdomain",
                    "domain",
                    "withoutDomain");
        }
    }

    /** The name by which callers know the API; null where they use the name that AWS gives. */
    public @Nullable String name() {
        return domain == null || subdomain == null ? domain : "%s.%s".formatted(subdomain, domain);
    }

    /** The section; null where it wants nothing of what it describes. */
    static @Nullable DnsSettings wanted(@Nullable DnsSettings dns) {
        boolean named = dns != null && (dns.domain != null || dns.zoneId != null);
        return named || (dns != null && dns.withoutDomain == WithoutDomain.HEALTH_CHECKS) ? dns : null;
    }
}
