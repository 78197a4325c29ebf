package payments.infrastructure.guardrail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rules.apigateway.ApiGatewayRules;
import payments.infrastructure.guardrail.rules.audit.AuditRules;
import payments.infrastructure.guardrail.rules.database.DatabaseRules;
import payments.infrastructure.guardrail.rules.dns.DnsRules;
import payments.infrastructure.guardrail.rules.dynamodb.DynamoDbRules;
import payments.infrastructure.guardrail.rules.events.EventRules;
import payments.infrastructure.guardrail.rules.iam.IamRules;
import payments.infrastructure.guardrail.rules.kms.KmsRules;
import payments.infrastructure.guardrail.rules.lambda.LambdaRules;
import payments.infrastructure.guardrail.rules.loadbalancer.LoadBalancerRules;
import payments.infrastructure.guardrail.rules.network.NetworkRules;
import payments.infrastructure.guardrail.rules.observability.ObservabilityRules;
import payments.infrastructure.guardrail.rules.platform.PlatformRules;
import payments.infrastructure.guardrail.rules.program.ProgramRules;
import payments.infrastructure.guardrail.rules.queue.QueueRules;
import payments.infrastructure.guardrail.rules.reality.RealityRules;
import payments.infrastructure.guardrail.rules.reviewed.ReviewedRules;
import payments.infrastructure.guardrail.rules.s3.S3Rules;
import payments.infrastructure.guardrail.rules.secrets.SecretRules;
import payments.infrastructure.guardrail.rules.topic.TopicRules;
import payments.infrastructure.guardrail.rules.waf.WafRules;
import payments.infrastructure.guardrail.rules.workflow.WorkflowRules;

/** All rules, by service. */
public final class Catalogue {
    private static final List<Rule> RULES = Stream.of(
                    KmsRules.ALL,
                    S3Rules.ALL,
                    NetworkRules.ALL,
                    LoadBalancerRules.ALL,
                    ApiGatewayRules.ALL,
                    LambdaRules.ALL,
                    QueueRules.ALL,
                    TopicRules.ALL,
                    DynamoDbRules.ALL,
                    DatabaseRules.ALL,
                    EventRules.ALL,
                    WorkflowRules.ALL,
                    ObservabilityRules.ALL,
                    AuditRules.ALL,
                    WafRules.ALL,
                    SecretRules.ALL,
                    IamRules.ALL,
                    DnsRules.ALL,
                    PlatformRules.ALL,
                    ProgramRules.ALL,
                    RealityRules.ALL,
                    ReviewedRules.ALL)
            .flatMap(List::stream)
            .toList();

    /** What is judged beside the rules: suppressions, partners, and the age of what the program knows. */
    private static final List<RuleDefinition> BESIDE =
            List.of(SuppressionCheck.DEFINITION, PartnerCheck.DEFINITION, RealityAge.DEFINITION);

    private Catalogue() {}

    /** All rules, in the order of their services. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** The rule of an id. */
    public static Optional<Rule> rule(String id) {
        return RULES.stream().filter(rule -> rule.definition().id().equals(id)).findFirst();
    }

    /** Every definition that a finding can have: of the rules, and of what is judged beside them. */
    public static List<RuleDefinition> definitions() {
        return Stream.concat(RULES.stream().map(Rule::definition), BESIDE.stream())
                .toList();
    }

    /** The definition of an id, of a rule or of what is judged beside the rules. */
    public static Optional<RuleDefinition> definition(String id) {
        return definitions().stream()
                .filter(definition -> definition.id().equals(id))
                .findFirst();
    }
}
