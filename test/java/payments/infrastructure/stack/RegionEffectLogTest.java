package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DnsSettings;
import payments.infrastructure.config.deployment.EffectLogSettings;
import payments.infrastructure.config.deployment.HealthChecker;
import payments.infrastructure.config.deployment.Settings;
import payments.testing.Altered;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** A log of effects in the stacks of an environment: what belongs to the home, what each region has, and who may do what with it. */
class RegionEffectLogTest {
    private static final String HOME = "test-eu-west-1";
    private static final String STANDBY = "test-eu-central-1";
    private static final String MAPPING = "aws_lambda_event_source_mapping";

    private static final Map<String, SynthesizedStack> STACKS = stacks(settings(true), AwsRegion.EU_CENTRAL_1);
    private static final Map<String, SynthesizedStack> WITHOUT = stacks(settings(false), AwsRegion.EU_CENTRAL_1);

    /** Of the stack itself by reference, since nothing else would make it first; of the standby by rule. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "eu-west-1",
            "[$][{]aws_lambda_alias[.]effect-projector_worker_function_alias.*[.]arn[}]",
            "eu-central-1",
            "arn:aws:lambda:eu-central-1:.*:function:acme-effect-projector-test:live");

    private static Settings settings(boolean log) {
        return Altered.of(Samples.withWorkers(DatabaseCopy.NONE))
                .with("effectLog", log ? new EffectLogSettings(AwsRegion.EU_WEST_2, 1024, 60, 5) : null)
                .with("dns", dns())
                .build();
    }

    private static DnsSettings dns() {
        return new DnsSettings(
                "api.example.com",
                null,
                "Z08123456ABCDEFGHIJKL",
                DnsSettings.WithoutDomain.HEALTH_CHECKS,
                List.of(HealthChecker.US_EAST_1, HealthChecker.EU_WEST_1, HealthChecker.SA_EAST_1));
    }

    private static Map<String, SynthesizedStack> stacks(Settings settings, AwsRegion standby) {
        return Testing.synthPlatform(Samples.deployment(
                Samples.environment(settings, AwsRegion.EU_WEST_1, standby).regions(), settings));
    }

    private static SynthesizedStack stack(String name) {
        return Objects.requireNonNull(STACKS.get(name), name);
    }

    /** The standby must be planned and applied while the home is down. */
    @Test
    @Requirement("A1")
    void theTableIsALinkOfTheHomeAndTheStandbyKnowsItByNameAlone() {
        SynthesizedResource table = stack(HOME).resource("aws_cloudcontrolapi_resource");

        assertThat(table.path()).isEqualTo(HOME + "/links/effect-log");
        assertThat(table.document("desired_state")
                        .at("/Replicas/1/SSESpecification/KMSMasterKeyId")
                        .asText())
                .isEqualTo("${data.terraform_remote_state.state-of-eu-central-1.outputs.effect_log_key_arn}");
        assertThat(stack(STANDBY).outputs()).contains("effect_log_key_arn", "effect_log_table_name");
        assertThat(stack(STANDBY).resources("aws_cloudcontrolapi_resource")).isEmpty();
        assertThat(stack(STANDBY).json().at("/data/aws_dynamodb_table").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "eu-central-1"})
    void theStreamOfEachCopyCallsTheProjectorOfItsOwnRegion(String region) {
        SynthesizedResource mapping = stack(HOME).resource(MAPPING, "/links/effect-stream-" + region);

        mapping.has("provider", "aws." + region)
                .has("starting_position", "TRIM_HORIZON")
                .has("function_response_types", List.of("ReportBatchItemFailures"))
                .has("bisect_batch_on_function_error", true)
                .has("maximum_retry_attempts", -1)
                .has("maximum_record_age_in_seconds", 82800);
        assertThat(mapping.at("function_name").asText()).matches(FUNCTIONS.get(region));
        assertThat(mapping.at("event_source_arn").asText())
                .contains("copy-" + region)
                .endsWith(".stream_arn}");
        assertThat(mapping.at("destination_config.on_failure.destination_arn").asText())
                .matches(".*(:acme-failed-invocations-test|aws_sqs_queue.failed-invocations.*[.]arn[}])");
        assertThat(mapping.at("lifecycle.precondition").get(0).path("condition").asText())
                .contains("copy-" + region, ".stream_enabled");
        assertThat(mapping.at("filter_criteria.filter"))
                .extracting(filter -> filter.path("pattern").asText())
                .containsExactly(
                        "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"effect\"]}}}}",
                        "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"region\"]}}}}");
    }

    /** Else each deployment would change the table, and make the mappings anew. */
    @Test
    void theTagsOfACopyAreThoseOfItsRegionThatNoDeploymentChanges() {
        JsonNode tags = stack(HOME)
                .resource("aws_cloudcontrolapi_resource")
                .document("desired_state")
                .at("/Replicas/1/Tags");

        assertThat(tags)
                .extracting(tag ->
                        tag.path("Key").asText() + "=" + tag.path("Value").asText())
                .contains("Name=acme-effects-test", "Region=eu-central-1", "Workspace=" + HOME, "Project=acme")
                .noneMatch(tag -> tag.matches("(Author|PRNumber)=.*"));
    }

    @ParameterizedTest
    @CsvSource({HOME + ", eu-west-1", STANDBY + ", eu-central-1"})
    void eachRegionReachesItsOwnCopy(String name, String region) {
        for (String function : List.of("payments-function", "effect-projector", "queue-processor", "outbox-relay")) {
            JsonNode variables = function(stack(name), function).at("environment.variables");

            assertThat(variables.path("EFFECT_LOG_TABLE").asText()).as(function).isEqualTo("acme-effects-test");
            assertThat(variables.path("EFFECT_LOG_REGION").asText())
                    .as(function)
                    .isEqualTo(region);
            assertThat(variables.path("EFFECT_LOG_ENDPOINT").asText())
                    .as(function)
                    .isEqualTo("https://dynamodb.%s.amazonaws.com".formatted(region));
        }
        function(stack(name), "effect-projector")
                .has("reserved_concurrent_executions", 5)
                .has("timeout", 60);
        stack(name)
                .resource("aws_cloudwatch_event_rule", "/effect-projector/minute")
                .has("schedule_expression", "rate(1 minute)");
    }

    private static SynthesizedResource function(SynthesizedStack stack, String path) {
        return stack.resources("aws_lambda_function").stream()
                .filter(function -> function.path().contains("/" + path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lagAndPaymentsThatNobodyOwnsRaiseAlarmsInEachRegion() {
        for (String name : List.of(HOME, STANDBY)) {
            alarm(name, "/effect-projector/alarms/projector-lag")
                    .has("metric_name", "ProjectorLag")
                    .has("treat_missing_data", "notBreaching");
            alarm(name, "/effect-projector/alarms/payments-owned")
                    .has("metric_name", "PaymentsOwned")
                    .has("comparison_operator", "LessThanThreshold")
                    .has("treat_missing_data", "breaching");
            alarm(name, "/effect-projector/alarms/effect-projector-iterator-age")
                    .has("metric_name", "IteratorAge");
            alarm(name, "/effect-projector/worker/alarms/effect-projector-errors")
                    .has("metric_name", "Errors");
            assertThat(stack(name)
                            .resource("aws_cloudwatch_dashboard")
                            .at("dashboard_body")
                            .asText())
                    .contains("OwnsPayments", "ProjectorLag");
        }
    }

    private static SynthesizedResource alarm(String stack, String path) {
        return stack(stack).resource("aws_cloudwatch_metric_alarm", path);
    }

    /** A primary that comes back must get no callers before the payments are moved back; silence of the standby moves nothing. */
    @Test
    @Threat("H01")
    void theSharedNameLeavesThePrimaryExactlyWhileTheStandbySaysThatItOwnsThePayments() {
        SynthesizedResource check = stack(HOME).resource("aws_route53_health_check", "/latch");
        SynthesizedResource alarm = alarm(STANDBY, "/latch/owns-payments");

        check.has("type", "CLOUDWATCH_METRIC")
                .has("cloudwatch_alarm_name", alarm.at("alarm_name").asText())
                .has("cloudwatch_alarm_region", "eu-central-1")
                .has("insufficient_data_health_status", "LastKnownStatus");
        alarm.has("metric_name", "OwnsPayments")
                .has("comparison_operator", "GreaterThanOrEqualToThreshold")
                .has("threshold", 1)
                .has("treat_missing_data", "ignore");
        stack(HOME).resource("aws_route53_record", "/records/shared").has("health_check_id", check.ref("id"));
        assertThat(stack(HOME).resources("aws_cloudwatch_metric_alarm"))
                .noneMatch(other -> other.path().contains("/latch"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-handler-execution | AppendEffects, NeverNameOwner",
                "queue-processor-execution | AppendEffects, NeverNameOwner",
                "step-validate-execution | AppendEffects, NeverNameOwner",
                "step-process-execution | AppendEffects, NeverNameOwner",
                "step-notify-execution | AppendEffects, MarkEffects, NeverNameOwner",
                "step-fail-execution | AppendEffects, NeverNameOwner",
                "outbox-relay-execution | MarkEffects, ReadEffects",
                "effect-projector-execution | FollowEffects, ReadStream, ReportOfRegion1, ReportOfRegion2",
                "reconciliation-execution |",
                "batch-execution |"
            })
    void eachRoleMayDoWithTheLogWhatItsFunctionDoes(String role, @Nullable String sids) {
        Set<String> onLog = new TreeSet<>();
        for (JsonNode statement : policy(role).path("Statement")) {
            if (statement.path("Resource").toString().contains("table/acme-effects-test")
                    && !statement.path("Sid").asText().equals("NeverDelete")) {
                onLog.add(statement.path("Sid").asText());
            }
        }

        assertThat(String.join(", ", onLog)).isEqualTo(sids == null ? "" : sids);
    }

    private static JsonNode policy(String role) {
        return stack("test-iam").resources("aws_iam_policy").stream()
                .filter(policy -> policy.path().contains("/" + role + "/"))
                .findFirst()
                .orElseThrow()
                .document("policy");
    }

    /** Who owns the payments is said by operators, and how far a region has come by that region alone. */
    @Test
    void aFunctionNamesNoOwnerAndTheProjectorReportsOfItsRegionAlone() {
        JsonNode never = statement("api-handler-execution", "NeverNameOwner");
        JsonNode report = statement("effect-projector-execution", "ReportOfRegion2");

        assertThat(never.path("Effect").asText()).isEqualTo("Deny");
        assertThat(never.at("/Condition/ForAnyValue:StringLike/dynamodb:LeadingKeys"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("owner#", "region#*");
        assertThat(report.at("/Condition/ForAllValues:StringEquals/dynamodb:LeadingKeys")
                        .toString())
                .contains("region#eu-central-1")
                .doesNotContain("eu-west-1");
        assertThat(report.path("Resource").toString())
                .contains(":eu-central-1:")
                .doesNotContain(":eu-west-1:");
    }

    private static JsonNode statement(String role, String sid) {
        List<JsonNode> found = new ArrayList<>();
        policy(role).path("Statement").forEach(statement -> {
            if (statement.path("Sid").asText().equals(sid)) {
                found.add(statement);
            }
        });
        return found.get(0);
    }

    @Test
    void eachCopyIsInTheTrailAndNoFunctionMayDeleteFromIt() {
        String trail = stack("test-iam").resource("aws_cloudtrail").json().toString();

        assertThat(trail).contains(":eu-west-1:", "table/acme-effects-test");
        assertThat(statement("api-handler-execution", "NeverDelete")
                        .path("Resource")
                        .toString())
                .contains("dynamodb:eu-west-1")
                .contains("table/acme-effects-test");
    }

    @Test
    void anEnvironmentWithoutALogHasNoTraceOfIt() {
        WITHOUT.forEach((name, stack) -> assertThat(stack.json().toString())
                .as(name)
                .doesNotContainIgnoringCase("effect-")
                .doesNotContain("EFFECT_LOG", "AppendEffects", "CLOUDWATCH_METRIC", "/latch"));
    }
}
