package payments.infrastructure.guardrail.rules.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.PolicyRule;

/**
 * A role is assumed by the principals that it names, on our behalf. A service that says for whom it acts must act for our account; some
 * never name it (their own guides show trust policies without conditions), and pass roles inside their account only. S3 is one of
 * them: whether it names the account when it replicates is not documented, and a condition would stop every object in silence.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">AWS: the confused deputy problem</a>
 */
@Guardrail(
        id = "iam-trust-scoped",
        severity = Severity.HIGH,
        expects = "no *, services for our account only, other accounts and identity providers under a condition",
        fix = "add aws:SourceAccount, sts:ExternalId or a condition on the token",
        why = "Strangers could assume the role, or make a service assume it for them",
        pci = {"7.2.1", "7.3.1"},
        sources = {"CKV_AWS_60", "CKV_AWS_61"})
final class IamTrustScoped extends PolicyRule {
    private static final Set<String> NEVER_NAME_ACCOUNT = Set.of(
            "lambda.amazonaws.com",
            "edgelambda.amazonaws.com",
            "apigateway.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "s3.amazonaws.com",
            "ec2.amazonaws.com");

    private static final Set<String> OURS = Set.of("aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID");
    private static final Set<String> THEIRS =
            Set.of("sts:ExternalId", "aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:PrincipalArn");

    IamTrustScoped() {
        super(PolicyKind.TRUST, "aws_iam_role.assume_role_policy");
    }

    @Override
    protected List<Finding> findings(Resource role, Policy policy) {
        List<Finding> findings = new ArrayList<>();
        for (PolicyStatement statement : policy.allows()) {
            Principals principals = statement.principals();
            if (principals == null || principals.excluded() || principals.isEveryone()) {
                findings.add(finding("Principal::*", "everyone"));
                continue;
            }
            principals.services().stream()
                    .filter(service -> !NEVER_NAME_ACCOUNT.contains(service) && !Pins.to(statement, OURS))
                    .forEach(service -> findings.add(finding("Service::" + service, service + " for any account")));
            principals.aws().stream()
                    .filter(name -> !name.contains(role.account()) && !Pins.to(statement, THEIRS))
                    .forEach(name -> findings.add(finding("AWS::" + name, "another account without condition")));
            principals.names().getOrDefault("Federated", List.of()).stream()
                    .filter(provider -> statement.conditions().isEmpty())
                    .forEach(provider -> findings.add(finding("Federated::" + provider, "everyone of " + provider)));
        }
        return findings;
    }

    private static Finding finding(String qualifier, String who) {
        return new Finding(qualifier, "may be assumed by " + who);
    }
}
