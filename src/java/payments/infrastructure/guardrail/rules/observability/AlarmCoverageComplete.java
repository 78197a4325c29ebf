package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.contract.FunctionMetric;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Alarms;
import payments.infrastructure.guardrail.rules.GlobalTable;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Everything that can lose a payment has the alarms that report it, in its own region, and every alarm watches something that
 * exists: CloudWatch accepts any name in silence. The lag of a replica is a metric of the replica, never of its source.
 * A Lambda alarm may name an alias besides the function.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html">AWS: recommended alarms</a>
 */
@Guardrail(
        id = "alarm-coverage",
        severity = Severity.MEDIUM,
        expects =
                "an alarm on every recommended metric of the resource, with dimensions that name a resource of the alarm's region",
        fix = "add the alarm, or correct its dimensions",
        why = "A function that fails in the night must wake the person on duty",
        pci = "10.7.2",
        sources = {"CLOUDWATCH_ALARM_RESOURCE_CHECK", "CLOUDWATCH_ALARM_SETTINGS_CHECK"})
final class AlarmCoverageComplete extends Rule {
    private static final String REPLICATION = "aws_s3_bucket_replication_configuration";
    private static final String METRIC_NAME = "aws_cloudwatch_metric_alarm.metric_name";

    @Override
    public Set<String> types() {
        return Set.of(
                "aws_lambda_function",
                "aws_sqs_queue",
                "aws_dynamodb_table",
                GlobalTable.TYPE,
                "aws_db_instance",
                "aws_rds_cluster",
                "aws_rds_cluster_instance",
                "aws_api_gateway_rest_api",
                "aws_apigatewayv2_api",
                "aws_sfn_state_machine",
                REPLICATION,
                "aws_cloudwatch_metric_alarm");
    }

    @Override
    protected void judge(Program program, Judging judging) {
        WantedAlarms.types().stream()
                .sorted()
                .flatMap(type -> program.resources(type).stream())
                .forEach(resource -> judging.about(Subject.of(resource), verdicts -> judgeWatched(resource, verdicts)));
        program.resources(GlobalTable.TYPE)
                .forEach(resource -> judging.about(Subject.of(resource), verdicts -> judgeCopies(resource, verdicts)));
        program.resources(REPLICATION)
                .forEach(resource ->
                        judging.about(Subject.of(resource), verdicts -> judgeReplication(resource, verdicts)));
        program.resources("aws_cloudwatch_metric_alarm")
                .forEach(alarm -> judging.about(Subject.of(alarm), verdicts -> judgeAlarm(alarm, verdicts)));
    }

    private void judgeWatched(Resource resource, Verdicts verdicts) {
        if (isLockTable(resource)) {
            verdicts.notApplicable("Terraform's locks: Terraform itself reports that it waits for one");
            return;
        }
        Set<String> watched = new TreeSet<>();
        Alarms.on(resource, WantedAlarms.dimension(resource)).forEach(alarm -> watched.addAll(Alarms.metrics(alarm)));
        List<String> wanted = new ArrayList<>(WantedAlarms.metrics(resource));
        if (resource.type().equals("aws_lambda_function")) {
            List<String> counted = WantedAlarms.ofService(resource);
            wanted.addAll(counted);
            counted.stream()
                    .filter(metric -> !Alarms.onMetric(resource, FunctionMetric.NAMESPACE, metric)
                            .isEmpty())
                    .forEach(watched::add);
        }
        for (String metric : wanted) {
            if (watched.contains(metric)) {
                verdicts.pass(METRIC_NAME, metric);
            } else {
                verdicts.fail(metric, METRIC_NAME, "no alarm on " + metric);
            }
        }
    }

    /** What S3 copies and counts: only where metrics are enabled it says what failed. */
    private static void judgeReplication(Resource replication, Verdicts verdicts) {
        boolean counted = replication.blocks("rule.destination.metrics").stream()
                .anyMatch(metrics -> metrics.attribute("status").is("Enabled"));
        Optional<Resource> source = replication.follow("bucket", "aws_s3_bucket");
        if (!counted || source.isEmpty()) {
            verdicts.notApplicable("S3 counts nothing of it");
            return;
        }
        Set<String> watched = new TreeSet<>();
        Alarms.on(source.get(), "SourceBucket").forEach(alarm -> watched.addAll(Alarms.metrics(alarm)));
        for (String metric : List.of("OperationsFailedReplication", "ReplicationLatency")) {
            if (watched.contains(metric)) {
                verdicts.pass(METRIC_NAME, metric);
            } else {
                verdicts.fail(metric, METRIC_NAME, "no alarm on " + metric);
            }
        }
    }

    /** CloudWatch knows the copies by one name, each in its own region. */
    private static void judgeCopies(Resource resource, Verdicts verdicts) {
        Optional<GlobalTable> table = GlobalTable.of(resource);
        if (table.isEmpty()) {
            verdicts.notApplicable("no DynamoDB table");
            return;
        }
        for (String region : table.get().regions()) {
            Set<String> watched = new TreeSet<>();
            resource
                    .stack()
                    .program()
                    .saying(
                            "aws_cloudwatch_metric_alarm",
                            "dimensions.TableName",
                            table.get().name())
                    .stream()
                    .filter(alarm -> alarm.region().equals(region))
                    .forEach(alarm -> watched.addAll(Alarms.metrics(alarm)));
            for (String metric : WantedAlarms.ofTable()) {
                if (watched.contains(metric)) {
                    verdicts.pass(METRIC_NAME, metric);
                } else {
                    verdicts.fail(
                            "%s::%s".formatted(region, metric),
                            METRIC_NAME,
                            "no alarm on %s in %s".formatted(metric, region));
                }
            }
        }
    }

    /** By the one attribute that Terraform insists on (Terraform documentation, "S3 backend", DynamoDB state locking). */
    private static boolean isLockTable(Resource resource) {
        return resource.type().equals("aws_dynamodb_table")
                && resource.attribute("hash_key").is("LockID")
                && !resource.has("range_key")
                && resource.blocks("attribute").size() <= 1;
    }

    private void judgeAlarm(Resource alarm, Verdicts verdicts) {
        List<Block> places = new ArrayList<>(alarm.blocks("metric_query.metric"));
        places.add(alarm);
        boolean judged = false;
        for (Block place : places) {
            if (place.attribute("namespace").text().startsWith("AWS/")) {
                judged |= judgeDimensions(alarm, place, verdicts);
                judged |= judgeCopied(alarm, place, verdicts);
                judged |= judgeOperation(place, verdicts);
            }
        }
        if (!judged) {
            verdicts.notApplicable("no dimension that names a resource");
        }
    }

    private boolean judgeDimensions(Resource alarm, Block place, Verdicts verdicts) {
        boolean judged = false;
        for (Block dimensions : place.blocks("dimensions")) {
            for (Map.Entry<String, JsonNode> entry : dimensions.body().properties()) {
                String types = NamedResources.types(entry.getKey());
                if (!types.isEmpty()) {
                    judged = true;
                    judge(alarm, place, entry.getKey(), dimensions.attribute(entry.getKey()), types, verdicts);
                }
            }
        }
        return judged;
    }

    /** What S3 copies is known by source, target and rule together. */
    private static boolean judgeCopied(Resource alarm, Block place, Verdicts verdicts) {
        Value rule = place.attribute("dimensions.RuleId");
        Optional<Resource> source = alarm.find("aws_s3_bucket", place.attribute("dimensions.SourceBucket"));
        if (!rule.isKnown() || source.isEmpty()) {
            return false;
        }
        List<Resource> copies = source.get().referrers("aws_s3_bucket_replication_configuration", "bucket");
        Value target = place.attribute("dimensions.DestinationBucket");
        boolean there = copies.stream()
                .flatMap(copy -> copy.blocks("rule").stream())
                .anyMatch(one -> one.attribute("id").is(rule.text())
                        && Refusals.closed(one.attribute("destination.bucket").text())
                                .endsWith(":" + Refusals.closed(target.text())));
        if (copies.isEmpty() || there) {
            verdicts.pass("dimensions.RuleId", rule);
        } else {
            verdicts.fail(
                    "RuleId",
                    "dimensions.RuleId",
                    "%s to %s".formatted(rule, target),
                    "rule and target of a replication of " + source.get());
        }
        return true;
    }

    /** DynamoDB counts for each operation alone, and for no other names. */
    private static boolean judgeOperation(Block place, Verdicts verdicts) {
        Value operation = place.attribute("dimensions.Operation");
        if (!operation.isKnown() || !place.attribute("namespace").is("AWS/DynamoDB")) {
            return false;
        }
        if (operation.isOneOf(NamedResources.OPERATIONS)) {
            verdicts.pass("dimensions.Operation", operation);
        } else {
            verdicts.fail(
                    "Operation", "dimensions.Operation", operation.text(), "an operation of DynamoDB, such as PutItem");
        }
        return true;
    }

    private void judge(Resource alarm, Block place, String dimension, Value value, String types, Verdicts verdicts) {
        String attribute = "dimensions." + dimension;
        Optional<Resource> found = Stream.of(types.split(" "))
                .flatMap(type -> alarm.find(type, value).stream())
                .findFirst();
        boolean lagOfSource = place.attribute("metric_name").is("ReplicaLag")
                && found.filter(database -> !database.has("replicate_source_db"))
                        .isPresent();
        if (found.isEmpty() && NamedResources.mayBeElsewhere(dimension, value)) {
            verdicts.pass(attribute, value);
        } else if (found.isEmpty()
                && dimension.equals("TableName")
                && GlobalTable.hasCopy(alarm.stack().program(), value, alarm.region())) {
            verdicts.pass(attribute, value);
        } else if (found.isEmpty()) {
            verdicts.fail(
                    dimension,
                    attribute,
                    value + " (no resource of this name in " + alarm.region() + ")",
                    "the name of a resource of the program");
        } else if (!found.get().region().equals(alarm.region())
                && NamedResources.isOfAlarmsRegion(dimension, found.get())) {
            verdicts.fail(
                    dimension,
                    attribute,
                    value + " is in " + found.get().region(),
                    "an alarm in the region of its resource");
        } else if (lagOfSource) {
            verdicts.fail("ReplicaLag", attribute, value + " is no replica", "the identifier of a read replica");
        } else {
            verdicts.pass(attribute, value);
        }
    }
}
