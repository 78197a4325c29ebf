package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * What is derived from a log is derived in each region that has a copy: the log has a stream with the new image, and in each of
 * these regions something reads it. Lambda reads streams of its own region alone.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">AWS: using Lambda with DynamoDB</a>
 */
@Guardrail(
        id = "ddb-log-followed",
        severity = Severity.HIGH,
        expects = "a stream with the new image, and a mapping that reads it in the region of each copy",
        fix = "set StreamSpecification.StreamViewType, and add an event source mapping in the region",
        why = "A region that does not follow the log answers with payments of yesterday, and cannot take over",
        sources = "ours: no public rule knows which tables are derived from others")
final class DynamoDbLogFollowed extends ResourceRule {
    private static final String VIEW = "StreamSpecification.StreamViewType";
    private static final Set<String> WITH_NEW_IMAGE = Set.of("NEW_IMAGE", "NEW_AND_OLD_IMAGES");

    DynamoDbLogFollowed() {
        super(GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        Optional<GlobalTable> log = GlobalTable.of(resource).filter(GlobalTable::isLog);
        if (log.isEmpty()) {
            verdicts.notApplicable("no log of versions");
            return;
        }
        verdicts.require(resource, GlobalTable.shown(VIEW), view -> view.isOneOf(WITH_NEW_IMAGE));
        Set<String> followed = readers(resource).stream().map(Resource::region).collect(Collectors.toSet());
        for (String region : log.get().regions()) {
            if (followed.contains(region)) {
                verdicts.pass("event_source_arn", "read in " + region);
            } else {
                verdicts.fail("region::" + region, "event_source_arn", "nothing reads the stream in " + region);
            }
        }
    }

    /** Mappings of the streams that data sources find for the table. */
    private static List<Resource> readers(Resource log) {
        return log.referrers().stream()
                .filter(copy -> copy.kind() == Resource.Kind.DATA && copy.type().equals("aws_dynamodb_table"))
                .flatMap(copy -> copy.referrers().stream())
                .filter(reader -> reader.type().equals("aws_lambda_event_source_mapping"))
                .toList();
    }
}
