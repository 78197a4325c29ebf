package payments.infrastructure.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import payments.app.AcceptedFindings;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Deployments;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedDeployment;
import payments.testing.Testing;

/**
 * The known mistakes ({@code main/docs/known-mistakes.md}) that only a whole program shows, looked for in every file of
 * {@code main/deployments}; and for each of them a program that makes it.
 */
class KnownMistakesTest {
    /** No file: an environment of two regions with everything that works behind the API. */
    private static final String EVERYTHING = "every capability";

    static final List<String> DEPLOYMENTS = Deployments.names();
    static final List<String> WHOLES =
            Stream.concat(DEPLOYMENTS.stream(), Stream.of(EVERYTHING)).toList();
    private static final Map<String, Program> PROGRAMS = new ConcurrentHashMap<>();

    private static Program program(String deployment) {
        return PROGRAMS.computeIfAbsent(
                deployment,
                name -> name.equals(EVERYTHING)
                        ? everything()
                        : Program.read(Deployments.of(name).folder()));
    }

    private static Program everything() {
        Deployment deployment = Samples.deployment(
                List.of(
                        new Region(AwsRegion.EU_WEST_1, new Cidr("10.0.0.0/16"), true),
                        new Region(AwsRegion.EU_CENTRAL_1, new Cidr("10.1.0.0/16"), true)),
                Samples.withWorkers(DatabaseCopy.BACKUPS));
        Map<String, JsonNode> stacks = new TreeMap<>();
        Testing.synthPlatform(deployment).forEach((name, stack) -> stacks.put(name, stack.json()));
        return Program.of(stacks);
    }

    /** Known mistakes that a guardrail knows. */
    @ParameterizedTest
    @FieldSource("DEPLOYMENTS")
    void noGuardrailFindsAnythingThatIsNotAccepted(String deployment) {
        List<Suppression> accepted = AcceptedFindings.of(DeploymentLoader.load(
                        Deployments.of(deployment).folder().resolveSibling("deployment.yaml"),
                        Deployments.variables(SynthesizedDeployment.yaml(deployment)),
                        Selection.everything())
                .suppressions());

        assertThat(new Guardrails()
                        .check(program(deployment), accepted, Samples.DAY)
                        .findings(Severity.MEDIUM))
                .extracting(Result::message)
                .isEmpty();
    }

    /** Known mistake M23. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void everyQueueLetsInOnlyWhoDeliversToIt(String deployment) {
        assertThat(DeliveryMistakes.refused(program(deployment))).isEmpty();
    }

    /** Known mistake M24. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void whoDeliversToAQueueMayUseItsKey(String deployment) {
        assertThat(DeliveryMistakes.locked(program(deployment))).isEmpty();
    }

    /** Known mistake M26. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void everyFirewallStandsInFrontOfSomethingInItsRegion(String deployment) {
        assertThat(RegionMistakes.firewalls(program(deployment))).isEmpty();
    }

    /** Known mistake M27. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void everyCertificateIsOfTheRegionThatNeedsIt(String deployment) {
        assertThat(RegionMistakes.certificates(program(deployment))).isEmpty();
    }

    /** Known mistake M28. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void alarmsOnHealthChecksAreWhereTheMetricIs(String deployment) {
        assertThat(RegionMistakes.health(program(deployment))).isEmpty();
    }

    /** Known mistake M29. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void everyPeeringIsAcceptedBeforeItsOptionsAreSet(String deployment) {
        assertThat(RegionMistakes.peerings(program(deployment))).isEmpty();
    }

    /** Known mistake M38. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void noSecretIsShown(String deployment) {
        assertThat(TextMistakes.secrets(program(deployment))).isEmpty();
    }

    /** Known mistake M43. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void noFunctionMayWriteWhatStartsIt(String deployment) {
        assertThat(DeliveryMistakes.loops(program(deployment))).isEmpty();
    }

    /** Known mistake M45. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void whoTakesManyMessagesWaitsForThem(String deployment) {
        assertThat(DeliveryMistakes.hurried(program(deployment))).isEmpty();
    }

    /** Known mistake M47. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void namesAndTagsHoldNoPerson(String deployment) {
        assertThat(TextMistakes.persons(program(deployment))).isEmpty();
    }

    /** Known mistake M50. */
    @ParameterizedTest
    @FieldSource("WHOLES")
    void everyNameOfARoleQueueOrTopicIsOfOneThatIsMade(String deployment) {
        assertThat(TextMistakes.names(program(deployment))).isEmpty();
    }

    @Test
    void aQueueThatRefusesOrLetsInTooManyIsFound() {
        String topic = "arn:aws:sns:eu-west-1:000000000000:t";
        String statement =
                ", {\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": {\\\"Service\\\": \\\"sns.amazonaws.com\\\"},"
                        + " \\\"Action\\\": \\\"sqs:SendMessage\\\", \\\"Resource\\\": \\\"*\\\"%s}";
        String condition = ", \\\"Condition\\\": {\\\"ArnEquals\\\": {\\\"aws:SourceArn\\\": \\\"%s\\\"}}";

        assertThat(DeliveryMistakes.refused(subscribed("")))
                .singleElement()
                .asString()
                .contains("refuses");
        assertThat(DeliveryMistakes.refused(subscribed(statement.formatted(condition.formatted(topic + "-2")))))
                .singleElement()
                .asString()
                .contains("refuses");
        assertThat(DeliveryMistakes.refused(subscribed(statement.formatted(""))))
                .singleElement()
                .asString()
                .contains("lets in more than");
        assertThat(DeliveryMistakes.refused(subscribed(statement.formatted(condition.formatted(topic)))))
                .isEmpty();
    }

    @Test
    void aKeyThatEventBridgeMayNotUseIsFound() {
        String broken = """
                'aws_kms_key': {'k': {'policy': '{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"Service\\": \\"sns.amazonaws.com\\"}, \\"Action\\": \\"kms:*\\", \\"Resource\\": \\"*\\"}]}'}},
                'aws_sqs_queue': {'q': {'name': 'q', 'kms_master_key_id': '${aws_kms_key.k.arn}'}},
                'aws_cloudwatch_event_rule': {'r': {'name': 'r'}},
                'aws_cloudwatch_event_target': {'t': {'rule': '${aws_cloudwatch_event_rule.r.name}', 'arn': '${aws_sqs_queue.q.arn}'}}
                """;

        assertThat(DeliveryMistakes.locked(of(broken))).hasSize(2);
    }

    @Test
    void aFirewallInFrontOfNothingOrOfTheWrongScopeIsFound() {
        assertThat(RegionMistakes.firewalls(of("'aws_wafv2_web_acl': {'w': {'name': 'w', 'scope': 'REGIONAL'}}")))
                .singleElement()
                .asString()
                .endsWith("stands in front of nothing");
        assertThat(RegionMistakes.firewalls(of("'aws_wafv2_web_acl': {'w': {'name': 'w', 'scope': 'CLOUDFRONT'}}")))
                .first()
                .asString()
                .endsWith("is for CloudFront and in eu-west-1");
    }

    @Test
    void aCertificateOfAnotherRegionIsFound() {
        String domain = "'aws_api_gateway_domain_name': {'d': {'domain_name': 'd', '%s': '%s'}}";
        String here = "arn:aws:acm:eu-west-1:000000000000:certificate/c";

        assertThat(RegionMistakes.certificates(of(domain.formatted("certificate_arn", here))))
                .hasSize(1);
        assertThat(RegionMistakes.certificates(of(domain.formatted("regional_certificate_arn", here))))
                .isEmpty();
    }

    @Test
    void anAlarmOnHealthThatHearsNothingIsFound() {
        assertThat(
                        RegionMistakes.health(
                                of(
                                        "'aws_cloudwatch_metric_alarm': {'a': {'alarm_name': 'a', 'metric_name': 'HealthCheckStatus'}}")))
                .hasSize(1);
    }

    @Test
    void anUnacceptedPeeringAndOptionsThatDoNotWaitAreFound() {
        assertThat(RegionMistakes.peerings(of("""
                'aws_vpc_peering_connection': {'p': {'peer_region': 'eu-central-1'}},
                'aws_vpc_peering_connection_options': {'o': {'vpc_peering_connection_id': '${aws_vpc_peering_connection.p.id}'}}
                """))).hasSize(2);
    }

    @Test
    void aSecretInAnOutputAVariableAnAddressOrUserDataIsFound() {
        ObjectNode stack = stack("""
                'aws_instance': {'i': {'user_data': 'x'}},
                'aws_ssm_parameter': {'u': {'name': 'u', 'type': 'String', 'value': 'jdbc:postgresql://db/payments?password=x'}}
                """);
        stack.set("output", Json.of("{'a': {'value': '${aws_db_instance.d.password}'}}"));
        stack.set("variable", Json.of("{'db_password': {'default': 'x'}}"));

        assertThat(TextMistakes.secrets(Program.of(Map.of("test", stack)))).hasSize(4);
    }

    @Test
    void aFunctionThatStartsItselfIsFound() {
        assertThat(DeliveryMistakes.loops(of("""
                'aws_s3_bucket': {'b': {'bucket': 'b'}},
                'aws_iam_role': {'r': {'name': 'r', 'inline_policy': [{'policy': '{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:PutObject\\", \\"Resource\\": \\"arn:aws:s3:::b/in/*\\"}]}'}]}},
                'aws_lambda_function': {'f': {'function_name': 'f', 'role': '${aws_iam_role.r.arn}'}},
                'aws_s3_bucket_notification': {'n': {'bucket': '${aws_s3_bucket.b.id}',
                  'lambda_function': [{'lambda_function_arn': '${aws_lambda_function.f.arn}', 'filter_prefix': 'in/'}]}}
                """))).hasSize(1);
    }

    @Test
    void aLargeBatchWithoutAWindowIsFound() {
        assertThat(DeliveryMistakes.hurried(of("""
                'aws_sqs_queue': {'q': {'name': 'q'}},
                'aws_lambda_event_source_mapping': {'m': {'event_source_arn': '${aws_sqs_queue.q.arn}', 'batch_size': 11}}
                """))).hasSize(1);
    }

    @Test
    void aPersonInATagAndAMerchantInANameAreFound() {
        assertThat(TextMistakes.persons(of("""
                'aws_sqs_queue': {'q': {'name': 'acme-payments-test', 'tags': {'Project': 'acme', 'Owner': 'ada@example.com'}},
                                  'm': {'name': 'acme-corner-shop-test', 'tags': {'Project': 'acme', 'Owner': '0049 30 901820'}}}
                """))).hasSize(3);
    }

    @Test
    void aNameBehindWhichThereIsNothingIsFound() {
        String policy =
                "'aws_iam_policy': {'p': {'name': 'p', 'policy': '{\\\"Resource\\\": \\\"arn:aws:sqs:eu-west-1:1:%s\\\"}'}},"
                        + " 'aws_sqs_queue': {'q': {'name': 'here'}}";

        assertThat(TextMistakes.names(of(policy.formatted("gone")))).hasSize(1);
        assertThat(TextMistakes.names(of(policy.formatted("here")))).isEmpty();
    }

    /** Deliveries that are not seen are not checked either: of two schedules in two regions. */
    @Test
    void theDeliveriesOfAProgramAreSeen() {
        assertThat(DeliveryMistakes.count(program(EVERYTHING))).isGreaterThanOrEqualTo(4);
    }

    private static Program subscribed(String statement) {
        return of("""
                'aws_sns_topic': {'t': {'name': 't'}},
                'aws_sqs_queue': {'q': {'name': 'q', 'policy': '{\\"Statement\\": [{\\"Effect\\": \\"Deny\\", \\"Principal\\": \\"*\\", \\"Action\\": \\"sqs:PurgeQueue\\", \\"Resource\\": \\"*\\"}%s]}'}},
                'aws_sns_topic_subscription': {'s': {'topic_arn': '${aws_sns_topic.t.arn}', 'protocol': 'sqs', 'endpoint': '${aws_sqs_queue.q.arn}'}}
                """.formatted(statement));
    }

    private static Program of(String resources) {
        return Program.of(Map.of("test", stack(resources)));
    }

    /** A stack of these resources, all in eu-west-1. */
    private static ObjectNode stack(String resources) {
        ObjectNode root = (ObjectNode) Json.of("""
                {'provider': {'aws': [{'alias': 'here', 'region': 'eu-west-1', 'allowed_account_ids': ['000000000000']}]}, 'resource': {%s}}
                """.formatted(resources));
        for (JsonNode type : root.path("resource")) {
            type.forEach(resource -> ((ObjectNode) resource).put("provider", "aws.here"));
        }
        return root;
    }
}
