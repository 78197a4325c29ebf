package payments.infrastructure.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.deployment.Classification;
import payments.infrastructure.config.deployment.Region;

/**
 * One environment as it is written in a deployment file.
 *
 * @param suffix last part of every resource name
 * @param account the AWS account that the providers insist on
 * @param assumeRole name of the IAM role that the providers assume in the account
 * @param operators by which role or user people operate the environment
 * @param ownsAccount whether the environment owns what an account has only once
 * @param classification what the environment's data is
 * @param regions the regions by priority
 * @param overrides what differs from the shared settings
 */
record EnvironmentFile(
        @Matches(value = EnvironmentFile.SUFFIX, says = EnvironmentFile.SUFFIX_SAYS)
        @Describe("Last part of every resource name; distinguishes parallel copies. ENVIRONMENT_SUFFIX replaces it")
        String suffix,

        @Matches(value = "[0-9]{12}", says = "an AWS account number: 12 digits, in quotes")
        @Describe("AWS account that the providers insist on; in quotes")
        @Nullable String account,

        @Matches(
                value = "[A-Za-z0-9_+=,.@-]{1,64}",
                says = "the name of an IAM role (not its ARN), up to 64 characters")
        @Describe("Name of the IAM role that the providers assume in the account")
        @Nullable String assumeRole,

        @Matches(
                value = "arn:aws:iam::[0-9]{12}:(role|user)/(?=[^*]*[^*/])[A-Za-z0-9_+=,.@/*-]{1,512}",
                says = "the ARN of an IAM role or user; * stands for any characters of its name")
        @Describe(
                "ARN of the role or user by which people operate the environment; they may then assume a role that reads logs and the state of work")
        @Nullable String operators,

        @Fallback("true")
        @Describe(
                "Whether the environment owns what an account has only once: trail, configuration recorders, public access"
                        + " block, API Gateway's logging role. Only one environment of an account may")
        boolean ownsAccount,

        @Describe("What the environment's data is") Classification classification,

        @Size(min = 1, max = 6) @Describe("Regions by priority: the first is the primary and owns the links to the others")
        List<Region> regions,

        @Describe("What differs from the shared settings; only what the allow-list names") @Nullable Overrides overrides)
        implements Validated {
    /** Hyphens stand alone and inside, because RDS refuses identifiers with two in a row or one at the end. */
    static final String SUFFIX = "[a-z0-9]+(-[a-z0-9]+)*";

    static final String SUFFIX_SAYS = "lower-case letters and digits, with single hyphens between them";

    @Override
    public void validate(Contradictions contradictions) {
        if (assumeRole != null && account == null) {
            contradictions.add(
                    "assumeRole is '%s' but account is absent; a role's ARN needs its account: give the account, or remove assumeRole"
                            .formatted(assumeRole),
                    "assumeRole",
                    "account");
        }
    }
}
