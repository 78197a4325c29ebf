package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.Threat;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.picture.MermaidPicture;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** The flagship as a whole: its stacks, their order, what passes between them, and what must never move. */
class FlagshipTest {
    private static final Path PICTURE = Path.of("main/docs/pictures/payments.md");
    private static final Path STATEFUL_ADDRESSES = Path.of("test/resources/golden/payments-stateful-addresses.txt");
    private static final Set<String> STATEFUL = Set.of(
            "aws_kms_key",
            "aws_s3_bucket",
            "aws_dynamodb_table",
            "aws_cloudcontrolapi_resource",
            "aws_db_instance",
            "aws_secretsmanager_secret",
            "aws_sqs_queue",
            "aws_cloudwatch_log_group",
            "aws_vpc",
            "aws_subnet",
            "aws_eip",
            "aws_api_gateway_rest_api");

    /** One environment is enough where all are made by the same code. */
    private static final Map<String, String> PROD = Map.of("ENVIRONMENT", "prod");

    @TempDir
    static Path folder;

    private static SynthesizedDeployment flagship;

    @BeforeAll
    static void synthesize() {
        flagship = Deployments.of("payments");
    }

    @Test
    @Requirement({"A5", "E1"})
    void eachEnvironmentHasItsRolesFirstThenItsRegionsFromStandbyToPrimary() {
        assertThat(flagship.stacks().keySet())
                .containsExactly(
                        "dev-iam",
                        "dev-eu-central-1",
                        "dev-eu-west-1",
                        "staging-iam",
                        "staging-us-east-2",
                        "staging-us-west-2",
                        "prod-iam",
                        "prod-us-east-2",
                        "prod-us-east-1");
    }

    @Test
    @Requirement("A18")
    void theManifestGivesTheCliTheOrderOfDeployment() throws IOException {
        JsonNode stacks = new ObjectMapper()
                .readTree(flagship.folder().resolve("manifest.json").toFile())
                .path("stacks");

        assertThat(dependencies(stacks, "prod-iam")).isEmpty();
        assertThat(dependencies(stacks, "prod-us-east-2")).containsExactly("prod-iam");
        assertThat(dependencies(stacks, "prod-us-east-1")).containsExactlyInAnyOrder("prod-iam", "prod-us-east-2");
    }

    @Test
    @Requirement("A1")
    void everyProviderHasAnAliasAndEveryResourceNamesOne() {
        for (SynthesizedStack stack : flagship.stacks().values()) {
            assertThat(stack.providerAliases())
                    .as(stack.name())
                    .doesNotContain("")
                    .isNotEmpty();
            List<String> qualified = stack.providerAliases().stream()
                    .map(alias -> "aws." + alias)
                    .toList();
            assertThat(stack.resources())
                    .as("resources of %s without one of its providers", stack.name())
                    .allSatisfy(resource ->
                            assertThat(qualified).as(resource.address()).contains(resource.provider()));
        }
    }

    @Test
    @Requirement("A1")
    void aStandbyKnowsOnlyItsOwnRegionSoItCanBeAppliedWhileThePrimaryIsDown() {
        SynthesizedStack standby = flagship.stack("prod-us-east-2");

        assertThat(standby.providerAliases()).containsExactly("us-east-2");
        assertThat(standby.json().path("data").path("terraform_remote_state")).isEmpty();
    }

    @Test
    @Requirement({"A6", "A8", "A17", "B2"})
    void everyLinkIsInThePrimarysStack() {
        SynthesizedStack primary = flagship.stack("prod-us-east-1");

        assertThat(primary.providerAliases()).containsExactlyInAnyOrder("us-east-1", "us-east-2");
        primary.resource("aws_vpc_peering_connection").has("provider", "aws.us-east-1");
        primary.resource("aws_vpc_peering_connection_accepter").has("provider", "aws.us-east-2");
        primary.resource("aws_s3_bucket_replication_configuration", "/links/documents")
                .has("provider", "aws.us-east-1");
        primary.resource("aws_s3_bucket_replication_configuration", "/links/documents-from-us-east-2/replication")
                .has("provider", "aws.us-east-2");
        primary.resource("aws_db_instance_automated_backups_replication")
                .has("provider", "aws.us-east-2")
                .has("kms_key_id", "${data.terraform_remote_state.state-of-us-east-2.outputs.database_key_arn}");
    }

    /** What a region takes while it has the payments would otherwise be missing when they move back. */
    @Test
    @Threat("H06")
    void documentsAreCopiedBothWaysAndBothWaysAreWatched() {
        SynthesizedStack primary = flagship.stack("prod-us-east-1");
        for (String direction : List.of("us-east-1 us-east-2", "us-east-2 us-east-1")) {
            String from = direction.substring(0, direction.indexOf(' '));
            String to = direction.substring(direction.indexOf(' ') + 1);
            SynthesizedResource replication = primary.resources("aws_s3_bucket_replication_configuration").stream()
                    .filter(resource -> resource.provider().equals("aws." + from)
                            && resource.path().contains("documents"))
                    .findFirst()
                    .orElseThrow();
            replication
                    .has("rule.0.id", "to-" + to)
                    .has("rule.0.source_selection_criteria.replica_modifications.status", "Enabled")
                    .has("rule.0.source_selection_criteria.sse_kms_encrypted_objects.status", "Enabled");
            assertThat(primary.resources("aws_cloudwatch_metric_alarm").stream()
                            .filter(alarm -> alarm.provider().equals("aws." + from))
                            .filter(alarm -> alarm.at("dimensions.DestinationBucket")
                                    .asText()
                                    .startsWith("payments-documents-prod-" + to))
                            .filter(alarm ->
                                    alarm.at("dimensions.RuleId").asText().equals("to-" + to))
                            .map(alarm -> alarm.at("metric_name").asText()))
                    .containsExactlyInAnyOrder("OperationsFailedReplication", "ReplicationLatency");
        }
        assertThat(flagship.stack("prod-iam")
                        .resource("aws_iam_policy", "/documents-replication/policy")
                        .document("policy")
                        .path("Statement")
                        .get(2)
                        .path("Resource"))
                .hasSize(2);
    }

    @Test
    @Requirement({"A18", "E9"})
    void everythingReadFromAnotherStacksStateIsAnOutputOfThatStack() {
        for (SynthesizedStack stack : flagship.stacks().values()) {
            for (String reference : remoteReferences(stack)) {
                String[] parts = reference.split("\\.outputs\\.", -1);
                String environment = stack.name().substring(0, stack.name().indexOf('-'));
                SynthesizedStack owner = flagship.stack(environment + "-" + parts[0]);
                assertThat(owner.outputs())
                        .as("%s reads %s", stack.name(), reference)
                        .contains(parts[1]);
            }
        }
        assertThat(remoteReferences(flagship.stack("prod-us-east-1"))).hasSizeGreaterThanOrEqualTo(4);
    }

    /** PCI DSS 10.5.1: twelve months, where PCI DSS covers the environment. */
    @Test
    @Requirement("B11")
    void everyLogInScopeIsRetainedForAYearAndEncrypted() {
        assertThat(List.of(flagship.stack("prod-us-east-1"), flagship.stack("prod-us-east-2")))
                .flatExtracting(stack -> stack.resources("aws_cloudwatch_log_group"))
                .hasSizeGreaterThanOrEqualTo(16)
                .allSatisfy(group -> {
                    assertThat(group.at("retention_in_days").asInt())
                            .as(group.path())
                            .isGreaterThanOrEqualTo(365);
                    assertThat(group.at("kms_key_id").asText()).as(group.path()).isNotEmpty();
                });
    }

    /** What answers callers stands behind a firewall, checks bodies, and cannot use up the database. */
    @Test
    @Requirement({"B5", "B11"})
    void everyRegionRefusesBeforeItsFunctionDoesAndTheFunctionIsBounded() {
        List<SynthesizedStack> regions = flagship.stacks().values().stream()
                .filter(stack -> !stack.name().endsWith("-iam"))
                .toList();

        assertThat(regions).hasSize(6).allSatisfy(stack -> {
            stack.resource("aws_wafv2_web_acl_association")
                    .has("resource_arn", stack.resource("aws_api_gateway_stage").ref("arn"));
            assertThat(stack.resources("aws_api_gateway_method"))
                    .filteredOn(method -> method.at("authorization").asText().equals("NONE"))
                    .extracting(SynthesizedResource::path)
                    .containsExactly(stack.name() + "/api/get-health-method");
            stack.resource("aws_api_gateway_method", "/post-payments-method")
                    .has(
                            "request_validator_id",
                            stack.resource("aws_api_gateway_request_validator").ref("id"));
            assertThat(stack.resources("aws_lambda_function")).hasSize(11).allSatisfy(function -> assertThat(
                            function.at("reserved_concurrent_executions").asInt())
                    .as(function.path())
                    .isBetween(1, 100));
            assertThat(stack.resources("aws_vpc_security_group_egress_rule"))
                    .allSatisfy(rule -> rule.hasNo("cidr_ipv4").hasNo("cidr_ipv6"));
        });
    }

    @Test
    void noStatefulResourceChangesItsAddress() throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (SynthesizedStack stack : flagship.stacks().values()) {
            stack.resources().stream()
                    .filter(resource -> STATEFUL.contains(resource.type()))
                    .forEach(resource -> addresses.add(stack.name() + " " + resource.address()));
        }
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(STATEFUL_ADDRESSES.getParent());
            Files.write(STATEFUL_ADDRESSES, addresses);
        }

        assertThat(addresses)
                .as("addresses of stateful resources: a missing one would be destroyed with its data; after review run"
                        + " with -Dupdate.golden=true")
                .containsExactlyElementsOf(Files.readAllLines(STATEFUL_ADDRESSES));
    }

    @Test
    @Requirement("X8")
    void theCommittedPictureOfProductionShowsWhatIsDeployed() throws IOException {
        String picture = "```mermaid\n%s```\n"
                .formatted(MermaidPicture.of(Program.read(flagship.folder()))
                        .only(List.of("prod"))
                        .draw());
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, picture);
        }

        assertThat(PICTURE)
                .as("%s; run the test with -Dupdate.golden=true to draw it anew, and commit it", PICTURE)
                .hasContent(picture);
    }

    /** So that production survives a mistake, and a test environment leaves nothing. */
    @Test
    @Requirement({"B11", "E8"})
    void terraformRefusesToDestroyWhatHoldsDataEverywhereButInDev() {
        Set<String> data = Set.of(
                "aws_cloudcontrolapi_resource",
                "aws_cloudwatch_log_group",
                "aws_db_instance",
                "aws_dynamodb_table",
                "aws_kms_key",
                "aws_s3_bucket");
        for (SynthesizedStack stack : flagship.stacks().values()) {
            boolean guarded = !stack.name().startsWith("dev-");
            assertThat(stack.resources())
                    .filteredOn(resource -> data.contains(resource.type()))
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(
                                    resource.at("lifecycle.prevent_destroy").asBoolean())
                            .as("prevent_destroy of %s in %s", resource.path(), stack.name())
                            .isEqualTo(guarded));
            assertThat(stack.resources("aws_s3_bucket")).allSatisfy(bucket -> bucket.has("force_destroy", !guarded));
        }
    }

    @Test
    @Requirement("B11")
    void everyBucketLogsItsRequestsInABucketOfItsRegionButTheTargetsThemselves() {
        for (SynthesizedStack stack : flagship.stacks().values()) {
            List<String> logged = stack.resources("aws_s3_bucket_logging").stream()
                    .map(logging -> logging.at("bucket").asText())
                    .toList();
            assertThat(stack.resources("aws_s3_bucket")).isNotEmpty().allSatisfy(bucket -> assertThat(
                            logged.contains(bucket.ref("id")))
                    .as("%s in %s is logged", bucket.path(), stack.name())
                    .isNotEqualTo(bucket.at("tags.bucket-role").asText().equals("access-log")));
        }
    }

    @Test
    @Requirement("E11")
    void oneTrailRecordsTheAccountAndARecorderEachRegion() {
        for (String environment : List.of("dev", "staging", "prod")) {
            flagship.stack(environment + "-iam").resource("aws_cloudtrail");
            List<SynthesizedResource> recorders = flagship.stacks().values().stream()
                    .filter(stack -> stack.name().startsWith(environment + "-"))
                    .flatMap(stack -> stack.resources("aws_config_configuration_recorder").stream())
                    .toList();
            assertThat(recorders)
                    .as("recorders of %s", environment)
                    .hasSize(2)
                    .extracting(recorder -> recorder.at("recording_group.include_global_resource_types")
                            .asBoolean())
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    @Requirement("E11")
    void everyRegionIsSearchedForDriftEveryNight() {
        for (SynthesizedStack stack : flagship.stacks().values()) {
            assertThat(stack.resources("aws_scheduler_schedule"))
                    .as("schedules of %s", stack.name())
                    .hasSize(stack.name().endsWith("-iam") ? 0 : 1);
        }
    }

    /** Two in one account would take the singletons from each other. */
    @Test
    @Requirement("E1")
    void anEnvironmentThatDoesNotOwnItsAccountLeavesItsSingletonsAlone() {
        SynthesizedDeployment guest = SynthesizedDeployment.of(
                folder.resolve("guest"),
                SynthesizedDeployment.flagshipYaml().replace("${OWNS_ACCOUNT:-true}", "false"),
                PROD);

        for (SynthesizedStack stack : guest.stacks().values()) {
            for (String type : List.of(
                    "aws_s3_account_public_access_block",
                    "aws_iam_service_linked_role",
                    "aws_cloudtrail",
                    "aws_config_configuration_recorder",
                    "aws_scheduler_schedule",
                    "aws_config_delivery_channel",
                    "aws_config_config_rule",
                    "aws_cloudwatch_log_metric_filter")) {
                assertThat(stack.resources(type))
                        .as("%s of %s", type, stack.name())
                        .isEmpty();
            }
        }
    }

    @Test
    @Requirement("X7")
    void aSecondSynthesisGivesTheSameBytes() {
        Map<String, String> again = SynthesizedDeployment.of(
                        folder.resolve("again"), SynthesizedDeployment.flagshipYaml(), PROD)
                .files();
        Map<String, String> stacks = new TreeMap<>(flagship.files());
        stacks.keySet().removeIf(file -> !file.startsWith("stacks/prod-"));
        again.keySet().removeIf(file -> !file.startsWith("stacks/prod-"));

        assertThat(again).isNotEmpty().isEqualTo(stacks);
    }

    @Test
    @Requirement("X7")
    void nothingInTheOutputShowsWhereItWasMade() {
        String here = Path.of("").toAbsolutePath().toString();

        assertThat(flagship.files()).allSatisfy((path, content) -> assertThat(content)
                .as(path)
                .doesNotContain(here)
                .doesNotContain(flagship.folder().toString()));
    }

    @Test
    @Requirement("X1")
    void anotherRegionAddsAStackAndToThePrimaryOnlyItsLinks() {
        String withTwo = withoutLog().replace("zones: 3", "zones: 2");
        String withThird = withTwo.replaceFirst(
                "(      - \\{name: us-east-2, cidr: \"\\$\\{CIDR_US_EAST_2.*\n)",
                "$1      - {name: us-west-1, cidr: 10.6.0.0/16}\n");
        SynthesizedDeployment before = SynthesizedDeployment.of(folder.resolve("two"), withTwo);
        SynthesizedDeployment after = SynthesizedDeployment.of(folder.resolve("three"), withThird);

        assertThat(after.stacks()).hasSize(before.stacks().size() + 1).containsKey("prod-us-west-1");
        assertThat(after.stack("dev-eu-west-1").json())
                .isEqualTo(before.stack("dev-eu-west-1").json());
        assertThat(newAddresses(before, after, "prod-us-east-2")).allSatisfy(FlagshipTest::belongsToLinks);
        assertThat(newAddresses(before, after, "prod-us-east-1")).isNotEmpty().allSatisfy(FlagshipTest::belongsToLinks);
        for (String stack : List.of("prod-us-east-2", "prod-us-east-1")) {
            assertThat(changed(before, after, stack))
                    .as("resources of %s that a third region takes away or changes", stack)
                    .isEmpty();
        }
    }

    /** A log of effects has its copies from the beginning: AWS adds none to such a table. */
    private static String withoutLog() {
        return SynthesizedDeployment.flagshipYaml()
                .replace("    overrides:\n      effectLog: {witness: us-west-2}\n", "")
                .replaceAll("(?m)^ +effectLog: .*\n", "");
    }

    @Test
    @Requirement("X9")
    void inTerraformCloudEveryStackHasAWorkspaceAndItsFolderHoldsAllItNeeds() {
        SynthesizedDeployment cloud = SynthesizedDeployment.of(
                folder.resolve("cloud"),
                SynthesizedDeployment.flagshipYaml()
                        .replace(
                                "  type: local\n", "  type: cloud\n  cloud: {organization: acme, project: payments}\n"),
                PROD);

        for (SynthesizedStack stack : cloud.stacks().values()) {
            assertThat(stack.json().at("/terraform/cloud/workspaces/name").asText())
                    .isEqualTo(stack.name());
            assertThat(stack.json().at("/terraform/cloud/organization").asText())
                    .isEqualTo("acme");
            for (SynthesizedResource function : stack.resources("aws_lambda_function")) {
                assertThat(cloud.folder()
                                .resolve("stacks")
                                .resolve(stack.name())
                                .resolve(function.at("filename").asText()))
                        .exists();
            }
        }
    }

    private static void belongsToLinks(String path) {
        assertThat(path).matches("prod-us-east-[12]/(links|state-of-us-west-1|aws-us-west-1).*");
    }

    /** Addresses of resources that are not the same after; the one replication of the bucket gets a rule more. */
    private static List<String> changed(SynthesizedDeployment before, SynthesizedDeployment after, String stack) {
        List<SynthesizedResource> now = after.stack(stack).resources();
        return before.stack(stack).resources().stream()
                .filter(resource -> !resource.type().equals("aws_s3_bucket_replication_configuration"))
                .filter(resource -> !now.contains(resource))
                .map(SynthesizedResource::address)
                .toList();
    }

    /** Paths of resources in a stack of the second deployment that the first has not. */
    private static List<String> newAddresses(SynthesizedDeployment before, SynthesizedDeployment after, String stack) {
        List<String> old = before.stack(stack).resources().stream()
                .map(SynthesizedResource::address)
                .toList();
        return after.stack(stack).resources().stream()
                .filter(resource -> !old.contains(resource.address()))
                .map(SynthesizedResource::path)
                .toList();
    }

    private static List<String> dependencies(JsonNode stacks, String stack) {
        List<String> names = new ArrayList<>();
        stacks.path(stack).path("dependencies").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** As {@code <region>.outputs.<name>}. */
    private static List<String> remoteReferences(SynthesizedStack stack) {
        return Pattern.compile("data\\.terraform_remote_state\\.state-of-([a-z0-9-]+)\\.(outputs\\.[a-z_]+)")
                .matcher(stack.json().toString())
                .results()
                .map(match -> match.group(1) + "." + match.group(2))
                .distinct()
                .toList();
    }
}
