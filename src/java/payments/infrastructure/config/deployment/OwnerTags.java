package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.TagValues;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * Tags that say who a resource belongs to; on every resource through the providers' default tags. Usually taken from the
 * environment variables of the pipeline.
 *
 * @param repository the repository that holds this deployment
 * @param author author of the commit that is deployed
 * @param pullRequest number of the pull request that is deployed
 * @param team the team that owns the resources
 * @param createdAt when the resources were made, as the pipeline says it; null for no such tag
 */
public record OwnerTags(
        @Fallback("payments-platform")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Repository")
        String repository,

        @Fallback("unknown")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Author")
        String author,

        @Fallback("none")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag PRNumber")
        String pullRequest,

        @Fallback("payments")
        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag Team")
        String team,

        @Matches(value = TagValues.FORM, says = TagValues.SAYS)
        @Obeys(ValueRule.TAG_VALUE)
        @Describe("Tag CreatedAt; without it there is no such tag, since the clock must not change a plan")
        @Nullable String createdAt) {}
