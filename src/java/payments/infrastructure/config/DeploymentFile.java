package payments.infrastructure.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Keys;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.NameSettings;
import payments.infrastructure.config.deployment.OwnerTags;
import payments.infrastructure.config.deployment.PartnerSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.SuppressionSettings;
import payments.infrastructure.config.deployment.TerraformSettings;

/**
 * The top level of a deployment file, as it is written: environments still hold overrides instead of settings.
 *
 * @param project first part of every resource name
 * @param backend where Terraform stores its state
 * @param terraform version constraints
 * @param tags who and what a resource belongs to
 * @param names parts of names that differ from the rule
 * @param settings what all environments share
 * @param environments the environments by name
 * @param suppressions findings of the guardrails that are accepted for a time
 * @param partners whom else the deployment may name
 */
record DeploymentFile(
        @Matches(value = DeploymentFile.PROJECT, says = DeploymentFile.PROJECT_SAYS)
        @Describe("First part of every resource name")
        String project,

        @Describe("Where Terraform stores the state of each stack")
        Backend backend,

        @Describe("Version constraints that every stack carries")
        TerraformSettings terraform,

        @Describe("Tags that say who a resource belongs to") OwnerTags tags,

        @Describe("Parts of names that differ from the rule, where another system's names are continued")
        NameSettings names,

        @Describe("What is built in each region; shared by all environments")
        Settings settings,

        @Size(min = 1, max = 20) @Keys(
                value = "[a-z][a-z0-9-]{0,19}",
                says = "a lower-case letter, then up to 19 lower-case letters, digits or hyphens")
        @Describe("The environments by name")
        Map<String, EnvironmentFile> environments,

        @Size(min = 0, max = 500) @Describe("Findings of the guardrails that are accepted for a time") @Nullable List<SuppressionSettings> suppressions,

        @Size(min = 0, max = 200) @Describe("Whom else the deployment may name: accounts, hosts and addresses that are not ours")
        @Nullable List<PartnerSettings> partners) {
    static final String PROJECT = "(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final String PROJECT_SAYS =
            "2 to 20 lower-case letters, digits or single inner hyphens, starting with a letter";
}
