package payments.infrastructure.guardrail.rules.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.access.Arns;
import payments.infrastructure.guardrail.access.OwnAccounts;
import payments.infrastructure.guardrail.access.Strangers;
import payments.infrastructure.guardrail.access.Strangers.Way;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.ConditionOperator;
import payments.infrastructure.guardrail.policy.ConditionOperator.Quantifier;
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
        expects =
                "named roles, services for our account only, partners under a condition, and single subjects of identity providers",
        fix = "name the role, add aws:SourceAccount, sts:ExternalId, or a condition on the subject of the token",
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

    /** What distinguishes the users of a provider. */
    private static final Pattern SUBJECT = Pattern.compile("(?i).+:(?:sub|oaud)");

    /** The providers that every account has: their users are distinguished by the application. */
    private static final Pattern APPLICATION =
            Pattern.compile("(?i)(?:cognito-identity|graph|www|accounts)\\..+:(?:aud|app_id)");

    private static final Pattern SAML = Pattern.compile("(?i)SAML:(?:aud|sub|sub_type|iss|doc)");

    /** A subject with a wildcard is of one repository, workspace or namespace when so many parts stand before it. */
    private static final int PARTS_OF_ONE = 3;

    private static final Set<String> PARTNER = Set.of("sts:ExternalId", "aws:PrincipalOrgID");
    private static final Set<String> ONE_OF_US = Set.of("aws:PrincipalArn");

    private static final Pattern EVERY_ROLE = Pattern.compile(".*:(?:[a-z]+/)?[*?/]*");

    IamTrustScoped() {
        super(PolicyKind.TRUST, "aws_iam_role.assume_role_policy");
    }

    @Override
    protected List<Finding> findings(Resource role, Policy policy) {
        OwnAccounts accounts = OwnAccounts.of(role.stack().program());
        List<Finding> findings = new ArrayList<>();
        for (PolicyStatement statement : policy.allows()) {
            Principals principals = statement.principals();
            if (principals == null || principals.excluded() || principals.isEveryone()) {
                findings.add(finding("Principal::*", "everyone"));
                continue;
            }
            principals.aws().forEach(name -> judgeAccount(accounts, statement, name, findings));
            principals.names().getOrDefault("Federated", List.of()).stream()
                    .filter(provider -> !isOneOf(accounts, provider, statement))
                    .forEach(provider -> findings.add(finding("Federated::" + provider, "everyone of " + provider)));
        }
        Strangers.throughServices(role, policy).stream()
                .filter(way -> !NEVER_NAME_ACCOUNT.contains(service(way)) || isConditional(policy, way))
                .forEach(way -> findings.add(finding("Service::" + service(way), way.who())));
        return findings;
    }

    private static void judgeAccount(
            OwnAccounts accounts, PolicyStatement statement, String name, List<Finding> findings) {
        if (!accounts.isOwnPrincipal(name)) {
            if (!Pins.to(statement, PARTNER) && !isNamed(statement)) {
                findings.add(finding("AWS::" + name, "another account without condition"));
            }
        } else if (isWholeAccount(name) && !Pins.to(statement, ONE_OF_US)) {
            findings.add(finding("AWS::" + name, "every identity of the whole account"));
        }
    }

    /** Whether a condition names roles of the account: whose the account is, is another rule's question. */
    private static boolean isNamed(PolicyStatement statement) {
        return Pins.to(statement, ONE_OF_US)
                && statement.conditions().stream()
                        .filter(condition -> ONE_OF_US.stream().anyMatch(condition.key()::equalsIgnoreCase))
                        .flatMap(condition -> condition.values().stream())
                        .noneMatch(arn -> EVERY_ROLE.matcher(arn).matches());
    }

    /** A principal is an account by its number, or by its root; a reference alone is to a role. */
    private static boolean isWholeAccount(String name) {
        boolean isNumber = name.equals(OwnAccounts.account(name)) && !name.contains("aws_iam_");
        return name.endsWith(":root") || isNumber;
    }

    private static String service(Way way) {
        return way.who().substring(0, way.who().indexOf(' '));
    }

    /** A service that names no account passes no condition on it, so who writes one lets in only whom it means. */
    private static boolean isConditional(Policy policy, Way way) {
        return policy.allows().stream()
                .anyMatch(statement -> statement.label().equals(way.statement())
                        && !statement.conditions().isEmpty());
    }

    /** Whether only some of a provider's users are meant: an application, a repository, a namespace. */
    private static boolean isOneOf(OwnAccounts accounts, String provider, PolicyStatement statement) {
        if (provider.startsWith("arn:") && !accounts.isOwnPrincipal(provider)) {
            return false;
        }
        if (provider.contains(":saml-provider/")) {
            return Pins.to(statement, SAML.asMatchPredicate());
        }
        boolean shared = !provider.startsWith("arn:") && !provider.startsWith("${");
        return statement.conditions().stream()
                        .anyMatch(condition -> SUBJECT.matcher(condition.key()).matches() && isNarrow(condition))
                || (shared && Pins.to(statement, APPLICATION.asMatchPredicate()));
    }

    private static boolean isNarrow(Condition condition) {
        ConditionOperator operator = condition.operator();
        boolean exact = operator.comparison() == Comparison.STRING_EQUALS
                || operator.comparison() == Comparison.STRING_EQUALS_IGNORE_CASE;
        boolean like = operator.comparison() == Comparison.STRING_LIKE;
        return (exact || like)
                && !operator.negated()
                && !operator.ifExists()
                && operator.quantifier() != Quantifier.FOR_ALL_VALUES
                && condition.values().stream().allMatch(value -> exact || isOfOne(value));
    }

    private static boolean isOfOne(String subject) {
        int wildcard = Arns.firstWildcard(subject);
        return wildcard == subject.length() || subject.substring(0, wildcard).split("[:/]", -1).length > PARTS_OF_ONE;
    }

    private static Finding finding(String qualifier, String who) {
        return new Finding(qualifier, "may be assumed by " + who);
    }
}
