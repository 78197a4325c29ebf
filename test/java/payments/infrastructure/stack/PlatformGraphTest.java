package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** What must hold for every resource of every stack, and between them: one primary with two standbys. */
class PlatformGraphTest {
    private static final Map<String, SynthesizedStack> STACKS = Testing.synthPlatform(Samples.deployment(
            DatabaseCopy.READ_REPLICA, AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_2));
    private static final SynthesizedStack PRIMARY = stack("test-us-east-1");

    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![A-Za-z0-9_.\"])((?:data\\.|ephemeral\\.)?(?:aws|terraform)_[a-z0-9_]+\\.[A-Za-z0-9_-]+)\\.");

    /** Types of which AWS, or the provider, knows no tags. */
    private static final Set<String> WITHOUT_TAGS = Set.of(
            "aws_api_gateway_account",
            "aws_api_gateway_deployment",
            "aws_api_gateway_gateway_response",
            "aws_api_gateway_integration",
            "aws_api_gateway_integration_response",
            "aws_api_gateway_method",
            "aws_api_gateway_method_response",
            "aws_api_gateway_method_settings",
            "aws_api_gateway_model",
            "aws_api_gateway_request_validator",
            "aws_api_gateway_resource",
            "aws_cloudwatch_dashboard",
            "aws_cloudwatch_log_data_protection_policy",
            "aws_cloudwatch_log_resource_policy",
            "aws_cloudwatch_log_metric_filter",
            "aws_config_configuration_recorder",
            "aws_config_configuration_recorder_status",
            "aws_config_delivery_channel",
            "aws_db_instance_automated_backups_replication",
            "aws_iam_role_policy_attachment",
            "aws_kms_alias",
            "aws_lambda_alias",
            "aws_lambda_permission",
            "aws_route",
            "aws_route_table_association",
            "aws_s3_account_public_access_block",
            "aws_scheduler_schedule",
            "aws_sqs_queue_policy",
            "aws_sqs_queue_redrive_allow_policy",
            "aws_s3_bucket_lifecycle_configuration",
            "aws_s3_bucket_logging",
            "aws_s3_bucket_object_lock_configuration",
            "aws_s3_bucket_ownership_controls",
            "aws_s3_bucket_policy",
            "aws_s3_bucket_public_access_block",
            "aws_s3_bucket_replication_configuration",
            "aws_s3_bucket_server_side_encryption_configuration",
            "aws_s3_bucket_versioning",
            "aws_secretsmanager_secret_version",
            "aws_sns_topic_policy",
            "aws_vpc_peering_connection_options",
            "aws_wafv2_web_acl_association",
            "aws_wafv2_web_acl_logging_configuration");

    /** Dimensions that say which part of the thing, or name a bucket of another stack. */
    private static final Set<String> PARTS_OF_WHAT_IS_WATCHED = Set.of("Operation", "RuleId", "DestinationBucket");

    private static SynthesizedStack stack(String name) {
        return Objects.requireNonNull(STACKS.get(name), name);
    }

    static Stream<Arguments> resources() {
        return STACKS.values().stream()
                .flatMap(stack -> stack.resources().stream().map(resource -> arguments(stack.name(), resource)));
    }

    private static List<SynthesizedResource> all(String type) {
        return STACKS.values().stream()
                .flatMap(stack -> stack.resources(type).stream())
                .toList();
    }

    @Test
    void rolesComeFirstThenTheStandbysThenThePrimary() {
        assertThat(STACKS.keySet())
                .containsExactly("test-iam", "test-eu-central-2", "test-eu-west-1", "test-us-east-1");
        assertThat(resources().count()).isGreaterThan(300);
    }

    /** Known mistake M31. */
    @Test
    @Requirement("A1")
    void everyResourceNamesAnAliasedProviderOfItsStack() {
        for (SynthesizedStack stack : STACKS.values()) {
            Set<String> providers = new TreeSet<>();
            stack.providerAliases().forEach(alias -> providers.add("aws." + alias));

            assertThat(stack.resources()).allSatisfy(resource -> assertThat(providers)
                    .as("provider of %s", resource.path())
                    .contains(resource.provider()));
            assertThat(stack.providerAliases()).doesNotContain("").doesNotHaveDuplicates();
        }
    }

    @Test
    @Requirement("A1")
    void everyDataSourceAndEphemeralValueOfAwsNamesAProviderToo() {
        for (SynthesizedStack stack : STACKS.values()) {
            for (String kind : List.of("data", "ephemeral")) {
                stack.json()
                        .path(kind)
                        .forEachEntry((type, named) -> named.forEachEntry((name, body) -> {
                            if (type.startsWith("aws_")) {
                                assertThat(body.path("provider").asText())
                                        .as("provider of %s.%s.%s in %s", kind, type, name, stack.name())
                                        .startsWith("aws.");
                            }
                        }));
            }
        }
    }

    @Test
    @Requirement("A1")
    void everythingThatCanBeTaggedHasAName() {
        for (SynthesizedStack stack : STACKS.values()) {
            assertThat(stack.resources())
                    .filteredOn(resource -> !WITHOUT_TAGS.contains(resource.type()))
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(resource.at("tags.Name").asText())
                            .as("tag Name of %s", resource.path())
                            .isNotBlank());
        }
    }

    /** Known mistake M19: an expression, typed by hand, for something that does not exist. */
    @Test
    void everyReferenceIsToSomethingInTheSameStack() {
        int found = 0;
        for (SynthesizedStack stack : STACKS.values()) {
            Set<String> declared = declared(stack);
            Matcher references = REFERENCE.matcher(stack.json().toString());
            while (references.find()) {
                found++;
                assertThat(declared).as("what %s refers to", stack.name()).contains(references.group(1));
            }
            for (SynthesizedResource resource : stack.resources()) {
                assertThat(declared).as("what %s waits for", resource.path()).containsAll(resource.dependsOn());
            }
        }
        assertThat(found).as("references").isGreaterThan(500);
    }

    private static Set<String> declared(SynthesizedStack stack) {
        Set<String> declared = new TreeSet<>();
        Map.of("resource", "", "data", "data.", "ephemeral", "ephemeral.").forEach((kind, prefix) -> stack.json()
                .path(kind)
                .forEachEntry((type, named) ->
                        named.forEachEntry((name, body) -> declared.add("%s%s.%s".formatted(prefix, type, name)))));
        return declared;
    }

    /** What a standby's stack promises and what the primary's reads are only texts to one another. */
    @Test
    void everythingReadFromAnotherStacksStateIsAnOutputThere() {
        Pattern read = Pattern.compile("terraform_remote_state\\.state-of-([a-z0-9-]+)\\.outputs\\.([a-z_]+)");
        Set<String> outputs = new TreeSet<>();
        for (SynthesizedStack stack : STACKS.values()) {
            Matcher matcher = read.matcher(stack.json().toString());
            while (matcher.find()) {
                outputs.add(matcher.group(2));
                assertThat(stack("test-" + matcher.group(1)).outputs())
                        .as("outputs of the stack of %s, read by %s", matcher.group(1), stack.name())
                        .contains(matcher.group(2));
            }
        }
        assertThat(outputs)
                .containsExactly(
                        "audit_copy_key_arn",
                        "database_key_arn",
                        "database_security_group_id",
                        "documents_key_arn",
                        "logs_key_arn",
                        "private_route_table_ids",
                        "vpc_id");
    }

    /** Known mistake M32: IAM knows no regions, so a name may stand once in all stacks. */
    @Test
    @Requirement("A5")
    void namesThatAllRegionsShareAreUniqueOverAllStacks() {
        for (String type : List.of("aws_iam_role", "aws_iam_policy")) {
            assertThat(all(type))
                    .isNotEmpty()
                    .allSatisfy(role -> role.has("provider", "aws.iam"))
                    .extracting(role -> role.at("name").asText())
                    .doesNotHaveDuplicates();
        }
        assertThat(all("aws_s3_bucket"))
                .hasSize(3 * 3 + 2 + 1)
                .extracting(bucket -> bucket.at("bucket").asText())
                .doesNotHaveDuplicates();
        assertThat(all("aws_cloudwatch_dashboard"))
                .hasSize(3)
                .extracting(dashboard -> dashboard.at("dashboard_name").asText())
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("aws_iam_role", "name", 64),
                arguments("aws_iam_policy", "name", 128),
                arguments("aws_lambda_function", "function_name", 64),
                arguments("aws_s3_bucket", "bucket", 63),
                arguments("aws_db_instance", "identifier", 63),
                arguments("aws_db_subnet_group", "name", 255),
                arguments("aws_dynamodb_table", "name", 255),
                arguments("aws_sns_topic", "name", 256),
                arguments("aws_wafv2_web_acl", "name", 128),
                arguments("aws_cloudwatch_log_resource_policy", "policy_name", 255),
                arguments("aws_kms_alias", "name", 256),
                arguments("aws_cloudwatch_metric_alarm", "alarm_name", 255),
                arguments("aws_security_group", "name", 255),
                arguments("aws_cloudwatch_log_group", "name", 512));
    }

    @ParameterizedTest
    @MethodSource("limits")
    @Requirement("B10")
    void everyNameFitsAndCarriesProjectAndSuffix(String type, String argument, int longest) {
        List<String> names = all(type).stream()
                .map(resource -> resource.at(argument).asText().replaceAll("\\$\\{.*account_id}", "000000000000"))
                // API Gateway alone decides what the group of its own log is called.
                .filter(name -> !name.startsWith("API-Gateway-Execution-Logs_"))
                .toList();
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(name)
                .hasSizeLessThanOrEqualTo(longest)
                .matches("[a-z0-9/-]+")
                .contains("acme-")
                .contains("-test"));
    }

    /** Roles are named by rule where they are used: a name with no role behind it fails only at apply. */
    @Test
    @Requirement("A5")
    void everyRoleThatARegionNamesExists() {
        Set<String> roles = new TreeSet<>();
        stack("test-iam")
                .resources("aws_iam_role")
                .forEach(role -> roles.add(role.at("name").asText()));
        Set<String> used = new TreeSet<>();
        // A service-linked role is AWS's own.
        Pattern arn = Pattern.compile("arn:aws:iam::[^:]+:role/(?!aws-service-role/)([A-Za-z0-9-]+)");
        for (SynthesizedStack stack : STACKS.values()) {
            Matcher matcher = arn.matcher(stack.json().toString());
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }

        assertThat(used).isEqualTo(roles);
    }

    /** Known mistakes M03 and M04: CloudWatch takes any text as a dimension, and an alarm on nothing is never raised. */
    @Test
    @Requirement("A14")
    void everyAlarmWatchesAndNotifiesSomethingThatExistsInItsRegion() {
        for (SynthesizedStack stack : STACKS.values()) {
            for (SynthesizedResource alarm : stack.resources("aws_cloudwatch_metric_alarm")) {
                boolean ofFilter = alarm.path().contains("/audit-alarms/");
                assertThat(alarm.at("dimensions").isEmpty())
                        .as("metrics of filters have no dimensions, all others have: %s", alarm.path())
                        .isEqualTo(ofFilter);
                alarm.at("dimensions").forEachEntry((dimension, value) -> {
                    if (PARTS_OF_WHAT_IS_WATCHED.contains(dimension) || dimension.equals("Environment")) {
                        return;
                    }
                    if (dimension.equals("Region")) {
                        assertThat("aws." + value.asText())
                                .as("the region of whose functions %s watches", alarm.path())
                                .isEqualTo(alarm.provider());
                        return;
                    }
                    SynthesizedResource watched = watched(stack, dimension, value.asText());
                    assertThat(watched.provider())
                            .as("where %s watches %s", alarm.path(), watched.path())
                            .isEqualTo(alarm.provider());
                    if (alarm.at("metric_name").asText().equals("ReplicaLag")) {
                        assertThat(watched.at("replicate_source_db").asText())
                                .as("the source of %s, whose lag is watched", watched.path())
                                .isNotEmpty();
                    }
                });
                String topic = alarm.at("alarm_actions.0").asText();
                assertThat(topic.equals(stack.resources("aws_sns_topic").get(0).ref("arn"))
                                || topic.contains(":sns:" + alarm.provider().substring("aws.".length()) + ":"))
                        .as("%s notifies a topic of its own region: %s", alarm.path(), topic)
                        .isTrue();
            }
        }
    }

    /** Known mistake M04, for metrics that filters make: an alarm on another name or namespace is never raised. */
    @Test
    void everyAlarmOnTheTrailWatchesTheMetricOfAFilterOnTheTrailsLogGroup() {
        SynthesizedResource group = stack("test-iam").resource("aws_cloudwatch_log_group");
        List<String> metrics = PRIMARY.resources("aws_cloudwatch_log_metric_filter").stream()
                .peek(filter -> filter.has("log_group_name", group.at("name").asText()))
                .map(filter -> filter.at("metric_transformation.namespace").asText() + "/"
                        + filter.at("metric_transformation.name").asText())
                .toList();

        assertThat(PRIMARY.resources("aws_cloudwatch_metric_alarm"))
                .filteredOn(alarm -> alarm.path().contains("/audit-alarms/"))
                .extracting(alarm -> alarm.at("namespace").asText() + "/"
                        + alarm.at("metric_name").asText())
                .containsExactlyInAnyOrderElementsOf(metrics)
                .hasSize(14);
    }

    /** The one resource that a dimension names, by its name or by a reference to it. */
    private static SynthesizedResource watched(SynthesizedStack stack, String dimension, String value) {
        Map<String, String> types = Map.ofEntries(
                Map.entry("FunctionName", "aws_lambda_function.function_name"),
                Map.entry("ApiName", "aws_api_gateway_rest_api.name"),
                Map.entry("Stage", "aws_api_gateway_stage.stage_name"),
                Map.entry("DBInstanceIdentifier", "aws_db_instance.identifier"),
                Map.entry("TableName", "aws_dynamodb_table.name"),
                Map.entry("SourceBucket", "aws_s3_bucket.bucket"),
                Map.entry("LogGroupName", "aws_cloudwatch_log_group.name"),
                Map.entry("QueueName", "aws_sqs_queue.name"),
                Map.entry("ScheduleGroup", "aws_scheduler_schedule_group.name"),
                Map.entry("TopicName", "aws_sns_topic.name"));
        String[] type = Objects.requireNonNull(types.get(dimension), dimension).split("\\.", -1);
        // The trail and its bucket are there before all regions.
        SynthesizedStack owner = value.startsWith("acme-audit-test-") ? stack("test-iam") : stack;
        List<SynthesizedResource> found = owner.resources(type[0]).stream()
                .filter(resource -> Set.of(
                                resource.ref(type[1]), resource.at(type[1]).asText())
                        .contains(value))
                .toList();
        assertThat(found)
                .as("what the dimension %s of the value %s names in %s", dimension, value, owner.name())
                .hasSize(1);
        return found.get(0);
    }

    @Test
    @Requirement({"A14", "X1"})
    void theLagOfEveryReplicaIsWatchedInTheReplicasRegion() {
        for (String region : List.of("eu-west-1", "eu-central-2")) {
            SynthesizedResource replica = PRIMARY.resource("aws_db_instance", "/database-replica-" + region);

            replica.has("provider", "aws." + region);
            PRIMARY.resource(
                            "aws_cloudwatch_metric_alarm",
                            "/database-replica-%s/database-replica-lag".formatted(region))
                    .has("provider", "aws." + region)
                    .has("alarm_name", "acme-database-replica-lag-test-" + region)
                    .has("metric_name", "ReplicaLag")
                    .has("dimensions", Map.of("DBInstanceIdentifier", replica.ref("identifier")))
                    .has("comparison_operator", "GreaterThanThreshold")
                    .has("threshold", 30)
                    .has("period", 300)
                    .has("evaluation_periods", 2)
                    .has(
                            "alarm_actions",
                            List.of("arn:aws:sns:%s:${data.aws_caller_identity.account.account_id}:acme-alerts-test"
                                    .formatted(region)));
        }
    }

    /** Known mistake M39, and the reason for ephemeral values: nothing in the program may be a secret. */
    @Test
    @Requirement({"X4", "B11"})
    void noPasswordSecretOrKeyStandsInAnyStack() {
        List<String> literals = new ArrayList<>();
        for (SynthesizedStack stack : STACKS.values()) {
            collectLiterals(stack.name(), stack.json(), literals);
            assertThat(stack.json().toString())
                    .doesNotContainPattern("AKIA[0-9A-Z]{16}")
                    .doesNotContain("BEGIN RSA PRIVATE KEY")
                    .doesNotContain("BEGIN PRIVATE KEY");
        }

        assertThat(literals).isEmpty();
    }

    private static void collectLiterals(String path, JsonNode node, List<String> literals) {
        node.forEachEntry((name, value) -> {
            String here = path + "/" + name;
            boolean sensitive = name.matches("(.*_)?(password|secret_string|secret_key|token|access_key)(_wo)?");
            if (sensitive && value.isTextual() && !value.asText().startsWith("${ephemeral.")) {
                literals.add(here);
            }
            collectLiterals(here, value, literals);
        });
        if (node.isArray()) {
            node.forEach(element -> collectLiterals(path, element, literals));
        }
    }

    /** Ephemeral values may flow into write-only arguments and other ephemeral values, and nowhere else. */
    @Test
    @Requirement("X4")
    void ephemeralValuesFlowIntoWriteOnlyArgumentsAlone() {
        List<String> arguments = new ArrayList<>();
        for (SynthesizedStack stack : STACKS.values()) {
            for (SynthesizedResource resource : stack.resources()) {
                resource.json().forEachEntry((name, value) -> {
                    if (value.toString().contains("ephemeral.")) {
                        arguments.add(name);
                    }
                });
            }
            assertThat(stack.json().path("output").toString()).doesNotContain("ephemeral.");
        }

        assertThat(new TreeSet<>(arguments)).containsExactly("password_wo", "secret_string_wo");
        assertThat(arguments)
                .as("the home's alone: RDS manages what is not copied")
                .hasSize(2);
    }

    @Test
    @Requirement({"A6", "B9"})
    void theReplicasKeysAreThoseOfTheTargetsRegions() {
        PRIMARY.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                .has(
                        "rule.0.destination.encryption_configuration.replica_kms_key_id",
                        "${data.terraform_remote_state.state-of-eu-west-1.outputs.documents_key_arn}")
                .has(
                        "rule.1.destination.encryption_configuration.replica_kms_key_id",
                        "${data.terraform_remote_state.state-of-eu-central-2.outputs.documents_key_arn}");
        for (String standby : List.of("test-eu-west-1", "test-eu-central-2")) {
            SynthesizedStack stack = stack(standby);
            assertThat(stack.output("documents_key_arn").asText())
                    .isEqualTo(stack.resource("aws_kms_key", "/keys/documents").ref("arn"));
            assertThat(stack.resources("aws_s3_bucket_replication_configuration"))
                    .isEmpty();
        }
    }

    @Test
    @Requirement({"B2", "A17"})
    void everyPairOfRegionsIsPeeredOnceWithRoutesInEveryPrivateTable() {
        List<String> pairs = new ArrayList<>();
        for (SynthesizedStack stack : STACKS.values()) {
            stack.resources("aws_vpc_peering_connection")
                    .forEach(connection -> pairs.add("%s %s"
                            .formatted(
                                    connection.provider(),
                                    connection.at("peer_region").asText())));
        }
        assertThat(pairs)
                .containsExactlyInAnyOrder(
                        "aws.us-east-1 eu-west-1", "aws.us-east-1 eu-central-2", "aws.eu-west-1 eu-central-2");
        for (String standby : List.of("eu-west-1", "eu-central-2")) {
            assertThat(PRIMARY.resources("aws_route"))
                    .filteredOn(route -> route.path().contains("/peering-" + standby))
                    .hasSize(6)
                    .extracting(SynthesizedResource::provider)
                    .containsOnly("aws.us-east-1", "aws." + standby);
        }
    }

    @Test
    @Requirement("A16")
    void everyRegionHasTheOutputsThatWereAskedForExceptTheHealthCheck() {
        for (String name : List.of("test-us-east-1", "test-eu-west-1", "test-eu-central-2")) {
            assertThat(stack(name).outputs())
                    .contains(
                            "vpc_id",
                            "vpc_cidr",
                            "public_subnet_ids",
                            "private_subnet_ids",
                            "rds_endpoint",
                            "rds_address",
                            "rds_port",
                            "lambda_function_name",
                            "lambda_function_arn",
                            "api_gateway_id",
                            "api_gateway_endpoint",
                            "api_gateway_stage_name",
                            "dynamodb_table_name",
                            "dynamodb_table_arn",
                            "s3_bucket_name",
                            "s3_bucket_arn",
                            "kms_key_id_s3",
                            "kms_key_id_rds",
                            "current_region",
                            "current_workspace");
            assertThat(stack(name).output("current_workspace").asText()).isEqualTo(name);
        }
    }

    @Test
    @Requirement("A9")
    void theFunctionReceivesWhereItsTableAndDatabaseAre() {
        assertThat(PRIMARY.resource("aws_lambda_function")
                        .at("environment.variables")
                        .propertyStream()
                        .map(Map.Entry::getKey))
                .contains(
                        "REGION",
                        "DYNAMODB_TABLE",
                        "DYNAMODB_ENDPOINT",
                        "RDS_HOST",
                        "RDS_PORT",
                        "RDS_DATABASE",
                        "ENVIRONMENT_SUFFIX");
    }

    @Test
    @Threat({"H01", "H03"})
    void onlyThePrimaryIsTheHomeOfPayments() {
        assertThat(PRIMARY.resource("aws_lambda_function")
                        .at("environment.variables.REGION_ROLE")
                        .asText())
                .isEqualTo("home");
        assertThat(stack("test-eu-central-2")
                        .resource("aws_lambda_function")
                        .at("environment.variables.REGION_ROLE")
                        .asText())
                .isEqualTo("standby");
    }

    /** Known mistake M48. */
    @Test
    @Requirement("X7")
    void theSameDeploymentGivesTheSameProgram() {
        assertThat(Testing.synthPlatform(Samples.deployment(
                        DatabaseCopy.READ_REPLICA, AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_2)))
                .isEqualTo(STACKS);
    }

    /** So regions of higher priority come and go without a change to the stacks below them. */
    @Test
    void aStandbyKnowsNothingOfTheRegionsAboveIt() {
        assertThat(stack("test-eu-central-2").json().toString())
                .doesNotContain("us-east-1")
                .doesNotContain("eu-west-1");
    }
}
