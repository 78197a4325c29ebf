package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Statements that can be read are ones that IAM and S3 take too: a {@code Sid} of letters and digits, resources of a partition that
 * exists and that is the region's, actions of STS in a trust policy, those that its principal can use, and in a bucket's policy
 * resources of that bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html">AWS: Sid</a>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html">AWS: policy checks of
 *     IAM Access Analyzer, INVALID_PARTITION, INVALID_ACTION in trust policies</a>
 */
@Guardrail(
        id = "iam-statements-accepted",
        severity = Severity.HIGH,
        expects = "statements that IAM takes",
        fix = "write the statement as the grammar of its kind of policy says",
        why = "AWS refuses the policy as malformed in the middle of an apply, or the role can never be taken",
        pci = "7.2.5",
        sources = {"IAM Access Analyzer: INVALID_PARTITION", "ours: judged before the deployment, without an account"})
final class IamStatementsAccepted extends ResourceRule {
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");
    /** By how the codes of its regions begin; every other region is of the partition aws. */
    private static final Map<String, String> PARTITION_OF = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eusc-", "aws-eusc");

    private static final Pattern ARN = Pattern.compile("arn:([^:]*):([^:]*):.*", Pattern.DOTALL);
    private static final Set<String> IDENTITY =
            Set.of("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy");
    private static final Set<String> TRUST_ACTIONS = Set.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext",
            "sts:*",
            "sts:assumerole*",
            "*");

    IamStatementsAccepted() {
        super(WrittenPolicies.types());
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        Refusals refusals = new Refusals();
        boolean trust = resource.type().equals("aws_iam_role");
        String attribute = trust
                ? "assume_role_policy"
                : resource.has("policy_document") ? "policy_document" : resource.has("content") ? "content" : "policy";
        List<Block> statements = resource.blocks(attribute + ".Statement");
        if (statements.isEmpty()) {
            verdicts.notApplicable("it holds no policy that can be read");
            return;
        }
        for (Block statement : statements) {
            Value sid = statement.attribute("Sid");
            if ((trust || IDENTITY.contains(resource.type()))
                    && sid.isKnown()
                    && !sid.text().matches("[A-Za-z0-9]*")) {
                refusals.add(attribute, "Sid " + sid.text(), "a Sid of letters and digits");
            }
            if (trust) {
                judgeTrust(statement, refusals);
            }
            for (String part : List.of("Resource", "NotResource")) {
                statement.attribute(part).texts().forEach(text -> judgeResource(resource, attribute, text, refusals));
            }
        }
        refusals.say(verdicts, statements.size() + " statements");
    }

    private static void judgeResource(Resource resource, String attribute, String text, Refusals refusals) {
        Matcher arn = ARN.matcher(Refusals.closed(text));
        if (!arn.matches() || arn.group(1).contains("${") || arn.group(1).contains("?")) {
            return;
        }
        String partition = arn.group(1);
        boolean exists = PARTITIONS.contains(partition) || partition.contains("*");
        boolean other = exists && !partition.contains("*") && !partition.equals(partition(resource.region()));
        if (!exists || (other && !resource.region().isEmpty())) {
            refusals.add(attribute, text, "resources of the partition %s".formatted(partition(resource.region())));
        }
        Value bucket = resource.attribute("bucket");
        if (resource.type().equals("aws_s3_bucket_policy") && arn.group(2).equals("s3") && bucket.isKnown()) {
            String named = text.replaceFirst("^arn:[^:]*:s3:::", "").replaceFirst("/.*", "");
            if (!named.contains("*") && !named.contains("?") && !named.contains("${") && !named.equals(bucket.text())) {
                refusals.add(attribute, text, "resources of the bucket that the policy is for, " + bucket.text());
            }
        }
    }

    private static String partition(String region) {
        return PARTITION_OF.entrySet().stream()
                .filter(known -> region.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    private static void judgeTrust(Block statement, Refusals refusals) {
        List<String> actions = statement
                .attribute("Action")
                .texts()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
        for (String action : actions) {
            if (!action.contains("${") && !TRUST_ACTIONS.contains(action)) {
                refusals.add(
                        "assume_role_policy",
                        action,
                        "actions of STS that take a role: " + "sts:AssumeRole,"
                                + " sts:AssumeRoleWithSAML, sts:AssumeRoleWithWebIdentity, sts:TagSession, sts:SetSourceIdentity");
            }
        }
        String federated =
                statement.attribute("Principal.Federated").texts().findFirst().orElse("");
        String wanted = federated.contains(":oidc-provider/")
                ? "sts:AssumeRoleWithWebIdentity"
                : federated.contains(":saml-provider/") ? "sts:AssumeRoleWithSAML" : "";
        if (!wanted.isEmpty()
                && actions.stream().anyMatch(action -> action.equals("sts:assumerole"))
                && !actions.contains(wanted.toLowerCase(Locale.ROOT))) {
            refusals.add("assume_role_policy", "sts:AssumeRole for " + federated, wanted + " for such a provider");
        }
        boolean service = statement.has("Principal.Service");
        if (service && actions.stream().anyMatch(action -> action.matches("sts:assumerolewith(saml|webidentity)"))) {
            refusals.add("assume_role_policy", String.join(", ", actions), "sts:AssumeRole for a service");
        }
    }
}
