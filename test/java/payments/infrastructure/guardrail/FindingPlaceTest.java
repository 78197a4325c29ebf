package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Verdict;

/** Every finding names the resource and the attribute that must change, so that a reader knows where to write. */
@Requirement("X3")
class FindingPlaceTest {
    /** Attributes that stand in no case, since the fault is that they are absent. */
    private static final Set<String> ONLY_ABSENT = Set.of(
            "aws_api_gateway_integration.connection_id",
            "aws_default_subnet.map_public_ip_on_launch",
            "aws_dynamodb_table_replica.kms_key_arn",
            "aws_dynamodb_table_replica.point_in_time_recovery",
            "aws_rds_cluster.backup_retention_period",
            "aws_s3_account_public_access_block.account_id",
            "aws_rds_cluster.final_snapshot_identifier",
            "aws_rds_cluster_instance.performance_insights_kms_key_id",
            "aws_sns_topic.lambda_failure_feedback_role_arn");

    /** Arguments that Terraform gives to every resource. */
    private static final Set<String> OF_EVERY_RESOURCE = Set.of("depends_on", "lifecycle", "provider", "region");

    /** Findings without an attribute that could be changed, each with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "quota-within-default", "there are too many resources, whatever their arguments",
            "platform-reviewed", "a type was not reviewed: the resource as a whole",
            "ddb-log-kept", "the policies of others that are named, in the table's account");

    private static final Map<String, Set<String>> ARGUMENTS = new HashMap<>();

    @BeforeAll
    static void readTheArgumentsOfAllCases() {
        for (RuleCase written : RuleCasesTest.ALL) {
            for (JsonNode stack : written.stacks().values()) {
                Stream.of("resource", "data")
                        .flatMap(section -> stack.path(section).properties().stream())
                        .forEach(type -> type.getValue().forEach(resource -> resource.fieldNames()
                                .forEachRemaining(
                                        ARGUMENTS.computeIfAbsent(type.getKey(), none -> new HashSet<>())::add)));
            }
        }
    }

    @Test
    void everyFindingOfEveryCaseNamesAnArgumentOfItsResourceOrOfOneThatBelongsToIt() {
        Map<String, Set<String>> without = new TreeMap<>();
        for (RuleCase written : RuleCasesTest.ALL) {
            if (!EXCEPTIONS.containsKey(written.rule())) {
                Catalogue.rule(written.rule()).orElseThrow().results(written.program()).stream()
                        .filter(result -> result.verdict() == Verdict.FAIL && !isPlaced(result))
                        .forEach(result -> without.computeIfAbsent(written.rule(), none -> new TreeSet<>())
                                .add("%s of %s"
                                        .formatted(
                                                result.attribute(),
                                                result.subject().address())));
            }
        }

        assertThat(without)
                .as(
                        "findings whose attribute is no argument of the resource; one of a resource that belongs to it starts"
                                + " with its type")
                .isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() {
        assertThat(EXCEPTIONS.keySet()).allSatisfy(rule -> assertThat(RuleCasesTest.ALL.stream()
                        .filter(written -> written.rule().equals(rule))
                        .flatMap(written -> Catalogue.rule(rule).orElseThrow().results(written.program()).stream())
                        .filter(result -> result.verdict() == Verdict.FAIL))
                .as(rule)
                .anyMatch(result -> !isPlaced(result)));
    }

    private static boolean isPlaced(Result result) {
        String first = result.attribute().split("[.\\[]", 2)[0];
        String type = result.subject().type();
        boolean named = !result.subject().address().isEmpty() && !first.isEmpty();
        if (type.equals("terraform") || type.equals("provider")) {
            return named;
        }
        return named
                && (first.startsWith("aws_")
                        || OF_EVERY_RESOURCE.contains(first)
                        || ONLY_ABSENT.contains(type + "." + first)
                        || ARGUMENTS.getOrDefault(type, Set.of()).contains(first));
    }
}
