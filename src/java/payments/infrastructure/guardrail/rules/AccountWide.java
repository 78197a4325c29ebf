package payments.infrastructure.guardrail.rules;

import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What an account has once. A program that has none of it is an application in an account that another program sets up: what it lacks
 * is a warning there, and as grave as the rule says where a program sets up an account and leaves something out.
 */
public final class AccountWide {
    private static final Set<String> TYPES = Set.of(
            "aws_cloudtrail",
            "aws_config_configuration_recorder",
            "aws_config_delivery_channel",
            "aws_s3_account_public_access_block",
            "aws_iam_account_password_policy",
            "aws_iam_account_alias",
            "aws_guardduty_detector",
            "aws_securityhub_account",
            "aws_accessanalyzer_analyzer",
            "aws_ebs_encryption_by_default",
            "aws_organizations_account");

    private AccountWide() {}

    /** Says that a stack lacks something that its account should have. */
    public static void absent(Stack stack, String attribute, String qualifier, String found, Verdicts verdicts) {
        Program program = stack.program();
        if (stack.leavesTheAccountToAnother()) {
            verdicts.notApplicable(
                    "another deployment brings what the account has once, as the tag account-guards says");
        } else if (TYPES.stream().anyMatch(type -> !program.resources(type).isEmpty())) {
            verdicts.fail(qualifier, attribute, found);
        } else {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, qualifier),
                    attribute,
                    found,
                    "it here, or in the program that sets up the account");
        }
    }
}
