package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The role by which API Gateway writes logs is a setting of an account in a region. It is set exactly once in each,
 * and stages that log come after it. Where neither provider names its account, resources of two environments count as
 * being in two accounts. Order between stacks cannot be seen in Terraform JSON, so a setting in another stack is taken
 * to come first.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">AWS: permissions for logging</a>
 */
@Guardrail(
        id = "apigw-account-singleton",
        severity = Severity.HIGH,
        expects = "one aws_api_gateway_account in each account and region, made before the stages that log",
        fix = "keep one aws_api_gateway_account, and let the stages depend on it",
        why = "Two fight over one role, and none means that deployment fails or nothing is logged",
        pci = "10.2.1",
        sources = "ours (aws-cdk#7140, provider#42226)")
final class ApiGatewayAccountSettingOnce extends ResourceRule {
    ApiGatewayAccountSettingOnce() {
        super("aws_api_gateway_account", "aws_api_gateway_stage");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<Resource> settings = resource.stack().program().resources("aws_api_gateway_account").stream()
                .filter(setting -> isSameAccount(resource, setting))
                .toList();
        if (resource.type().equals("aws_api_gateway_account")) {
            verdicts.requireWritten(resource, "cloudwatch_role_arn", role -> role.isPresent() && !role.is(""));
            if (settings.size() > 1) {
                verdicts.fail("count", "cloudwatch_role_arn", settings.size() + " in one account and region", "one");
            }
        } else if (!Stages.isLogged(resource)) {
            verdicts.notApplicable("the stage writes no logs");
        } else if (settings.isEmpty() && resource.stack().leavesTheAccountToAnother()) {
            verdicts.notApplicable(
                    "another deployment brings what the account has once, as the tag account-guards says");
        } else if (settings.isEmpty()) {
            verdicts.fail("aws_api_gateway_account.cloudwatch_role_arn", "no setting in this account and region");
        } else if (settings.stream()
                .noneMatch(setting -> !setting.stack().equals(resource.stack()) || resource.isMadeAfter(setting))) {
            verdicts.fail("order", "depends_on", "the stage may come before the setting", "the setting first");
        } else {
            verdicts.pass(
                    "aws_api_gateway_account.cloudwatch_role_arn",
                    settings.get(0).address());
        }
    }

    private static boolean isSameAccount(Resource one, Resource other) {
        String account = one.provider().account();
        String otherAccount = other.provider().account();
        boolean same = (account.isEmpty() || otherAccount.isEmpty())
                ? one.environment().equals(other.environment())
                : account.equals(otherAccount);
        return same && one.region().equals(other.region());
    }
}
