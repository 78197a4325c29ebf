package payments.infrastructure.config.constraint;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.InstanceClasses;
import payments.infrastructure.text.Nearest;

/** Rules of AWS and Terraform for single values. Each says which page it is from. */
public enum ValueRule {
    /** A region of the commercial partition, or its placeholder. Source: {@link AwsRegions}. */
    STATE_REGION(
            "an AWS region code or {region}",
            value -> value.equals("{region}") || AwsRegions.exist(value)
                    ? null
                    : "AWS has no region %s%s"
                            .formatted(
                                    value,
                                    Nearest.to(value, AwsRegions.codes())
                                            .map(nearest -> "; did you mean '%s'?".formatted(nearest))
                                            .orElse(""))),

    /** A class that RDS or Aurora has for PostgreSQL. Source: {@link InstanceClasses}. */
    INSTANCE_CLASS("an RDS instance class, such as db.t4g.medium", InstanceClasses::violation),

    /** Source: {@link DatabaseNames}. */
    DATABASE_NAME(
            "a lower-case letter, then up to 62 lower-case letters, digits or _; no reserved word of PostgreSQL or RDS",
            DatabaseNames::violationOfDatabase),

    /** Source: {@link DatabaseNames}. */
    DATABASE_USER(
            "a lower-case letter, then up to 62 lower-case letters, digits or _; no reserved word or role of PostgreSQL or RDS",
            DatabaseNames::violationOfUser),

    /** Source: {@link VersionConstraint}. */
    TERRAFORM_VERSION(
            "a Terraform version constraint that a version from 1.11 on satisfies, such as '>= 1.11.0'",
            VersionConstraint::violationOfTerraform),

    /** Source: {@link VersionConstraint}. */
    PROVIDER_VERSION(
            "a Terraform version constraint that a version from 5 on satisfies, such as '~> 5.100'",
            VersionConstraint::violationOfProvider),

    /** ACM user guide, "Request a public certificate": no certificates for names of Amazon's own. */
    DOMAIN(
            "a host name of your own in small letters, such as api.example.com, of at most 49 characters: with a region"
                    + " before it, it must fit the 64 that a certificate names",
            value -> value.matches("(.+\\.)?(amazonaws\\.com|cloudfront\\.net|elasticbeanstalk\\.com)")
                    ? "ACM refuses certificates for names of Amazon, such as those that end with amazonaws.com"
                    : null),

    /** Source: {@link FilterPolicy}. */
    FILTER_POLICY("a filter policy as JSON, such as '{\"NewStateValue\": [\"ALARM\"]}'", FilterPolicy::violation),

    /** Source: {@link ServiceAttributes}. */
    OWN_ATTRIBUTE(ServiceAttributes.SAYS, ServiceAttributes::violation),

    /** Source: {@link TagValues}. */
    TAG_VALUE(
            TagValues.SAYS + ", not aws: first",
            value -> value.regionMatches(true, 0, "aws:", 0, 4)
                    ? "AWS reserves tags that begin with aws: and refuses them from others"
                    : null),

    /** Source: {@link TagKeys}. */
    TAG_KEY(TagKeys.SAYS + ", not aws: first, and none that the program writes", TagKeys::violation),

    /** Source: {@link TaggedResources}. */
    TAGGED(TaggedResources.SAYS, TaggedResources::violation),

    /** HTTP API reference, "JWTConfiguration": an entry that no token could carry. */
    AUDIENCE(
            "a list of what tokens carry as 'aud', such as a client's id",
            value -> value.isBlank() || value.length() > 255 || !value.equals(value.strip())
                    ? "an audience has 1 to 255 characters and no space around them; '%s' is none".formatted(value)
                    : null);

    private final String says;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<String, @Nullable String> violation;

    ValueRule(String says, Function<String, @Nullable String> violation) {
        this.says = says;
        this.violation = violation;
    }

    /** What is allowed, in words. */
    public String says() {
        return says;
    }

    /** Why the value is refused, as a sentence without its end; null where it is not. */
    public @Nullable String violation(String value) {
        return violation.apply(value);
    }
}
