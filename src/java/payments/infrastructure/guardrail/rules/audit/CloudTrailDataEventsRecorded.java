package payments.infrastructure.guardrail.rules.audit;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * Reading and writing of objects and items near cardholder data is recorded by a trail of the environment. Left out are the
 * buckets that logs are delivered to: recording the trail's own deliveries would never end.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">AWS: logging data events</a>
 */
@Guardrail(
        id = "ct-data-events",
        severity = Severity.MEDIUM,
        expects = "data events of reading and writing for every bucket and table in scope",
        fix = "add selectors for AWS::S3::Object and AWS::DynamoDB::Table",
        why = "Management events do not show who read a payment",
        pci = {"10.2.1", "10.2.1.1"},
        sources = {"AVD-AWS-0171", "AVD-AWS-0172", "S3.22", "S3.23", "CLOUDTRAIL_S3_DATAEVENTS_ENABLED"})
final class CloudTrailDataEventsRecorded extends Rule {
    @Override
    public Set<String> types() {
        return Set.of("aws_cloudtrail");
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (List<Stack> stacks : Trails.environments(program)) {
            List<Resource> trails = Trails.of(stacks, "aws_cloudtrail");
            if (!trails.isEmpty()) {
                judging.about(Subject.of(trails.get(0)), verdicts -> judge(stacks, trails, verdicts));
            }
        }
    }

    private void judge(List<Stack> stacks, List<Resource> trails, Verdicts verdicts) {
        String attribute = trails.get(0).has("event_selector") ? "event_selector" : "advanced_event_selector";
        int covered = 0;
        for (Resource bucket : Trails.of(stacks, "aws_s3_bucket")) {
            boolean judged = bucket.isInScope() && !takesLogs(bucket);
            covered += judged ? require(bucket, "AWS::S3::Object", bucket.arn() + "/", trails, attribute, verdicts) : 0;
        }
        for (Resource table : Trails.of(stacks, "aws_dynamodb_table")) {
            covered += table.isInScope()
                    ? require(table, "AWS::DynamoDB::Table", table.arn(), trails, attribute, verdicts)
                    : 0;
        }
        for (Resource resource : Trails.of(stacks, GlobalTable.TYPE)) {
            for (GlobalTable table : GlobalTable.of(resource).stream().toList()) {
                for (String region : resource.isInScope() ? table.regions() : List.<String>of()) {
                    covered +=
                            require(resource, "AWS::DynamoDB::Table", table.arn(region), trails, attribute, verdicts);
                }
            }
        }
        verdicts.pass(attribute, covered + " buckets and tables");
    }

    private int require(
            Resource resource, String type, String arn, List<Resource> trails, String attribute, Verdicts verdicts) {
        if (trails.stream().anyMatch(trail -> Selectors.cover(trail, type, arn))) {
            return 1;
        }
        verdicts.fail(resource.path(), attribute, "nothing records reading and writing of " + resource);
        return 0;
    }

    /** To record how records are written would make further records without end; that holds for a copy of them as well. */
    private static boolean takesLogs(Resource bucket) {
        return takesLogsItself(bucket)
                || bucket.stack().program().resources("aws_s3_bucket_replication_configuration").stream()
                        .filter(replication -> replication.blocks("rule.destination").stream()
                                .anyMatch(target -> target.attribute("bucket").refersTo(bucket)))
                        .anyMatch(replication ->
                                bucket
                                        .stack()
                                        .program()
                                        .meant("aws_s3_bucket", replication.attribute("bucket"))
                                        .stream()
                                        .anyMatch(CloudTrailDataEventsRecorded::takesLogsItself));
    }

    private static boolean takesLogsItself(Resource bucket) {
        return !bucket.referrers("aws_cloudtrail", "s3_bucket_name").isEmpty()
                || !bucket.referrers("aws_s3_bucket_logging", "target_bucket").isEmpty()
                || !bucket.referrers("aws_config_delivery_channel", "s3_bucket_name")
                        .isEmpty()
                || !bucket.referrers("aws_lb", "access_logs.bucket").isEmpty();
    }
}
