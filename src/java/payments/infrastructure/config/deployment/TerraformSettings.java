package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * Version constraints that every stack carries.
 *
 * @param version constraint on Terraform itself; 1.11 is the first version with write-only arguments
 * @param awsProvider constraint on hashicorp/aws; 5.100 is the version this program is tested with
 */
public record TerraformSettings(
        @Fallback(">= 1.11.0")
        @Matches(value = "[0-9A-Za-z.,<>=!~ -]{1,60}", says = "a Terraform version constraint, such as '>= 1.11.0'")
        @Obeys(ValueRule.TERRAFORM_VERSION)
        @Describe("Terraform version constraint")
        String version,

        @Fallback("~> 5.100")
        @Matches(value = "[0-9A-Za-z.,<>=!~ -]{1,60}", says = "a Terraform version constraint, such as '~> 5.100'")
        @Obeys(ValueRule.PROVIDER_VERSION)
        @Describe("Version constraint of the provider hashicorp/aws")
        String awsProvider) {}
