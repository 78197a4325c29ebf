package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Functions;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * What is derived from a log is derived in each region that has a copy: the log has a stream with the new image, and in each of
 * these regions a mapping brings every effect, and every report of a region, to a function that may write the region's table of
 * payments. Lambda reads streams of its own region alone.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">AWS: using Lambda with DynamoDB</a>
 */
@Guardrail(
        id = "ddb-log-followed",
        severity = Severity.HIGH,
        expects =
                "a stream with the new image, and in the region of each copy a mapping, switched on, that brings all of it to a function that writes the region's payments",
        fix =
                "set StreamSpecification.StreamViewType, and have an event source mapping in the region call its projector",
        why = "A region that does not follow the log answers with payments of yesterday, and cannot take over",
        sources = "ours: no public rule knows which tables are derived from others")
final class DynamoDbLogFollowed extends ResourceRule {
    private static final String VIEW = "StreamSpecification.StreamViewType";
    private static final Set<String> WITH_NEW_IMAGE = Set.of("NEW_IMAGE", "NEW_AND_OLD_IMAGES");
    private static final String KIND = "dynamodb.NewImage.kind.S";

    /** An effect is new, or replaces the record of a key that has expired; a region's report replaces the one before. */
    private static final List<Map<String, String>> RECORDS = List.of(
            Map.of(KIND, "effect", "eventName", "INSERT"),
            Map.of(KIND, "effect", "eventName", "MODIFY"),
            Map.of(KIND, "region", "eventName", "INSERT"),
            Map.of(KIND, "region", "eventName", "MODIFY"));

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
        for (String region : log.get().regions()) {
            List<String> faults = new ArrayList<>();
            boolean followed = false;
            for (StreamReader reader : readers(log.get(), region)) {
                Optional<String> fault = fault(log.get(), region, reader);
                fault.ifPresent(found -> faults.add("%s: %s".formatted(reader.mapping(), found)));
                followed |= fault.isEmpty();
            }
            if (followed) {
                verdicts.pass("aws_lambda_event_source_mapping.event_source_arn", "read in " + region);
            } else {
                verdicts.fail(
                        "region::" + region,
                        "aws_lambda_event_source_mapping.event_source_arn",
                        faults.isEmpty() ? "nothing reads the stream in " + region : String.join("; ", faults));
            }
        }
    }

    /** Mappings of the stream that data sources find for the copy. */
    private static List<StreamReader> readers(GlobalTable log, String region) {
        return log.copies(region).stream()
                .flatMap(copy -> StreamReader.of(copy).stream())
                .filter(reader -> reader.mapping().region().equals(region))
                .toList();
    }

    private static Optional<String> fault(GlobalTable log, String region, StreamReader reader) {
        Optional<String> ofMapping = reader.fault(RECORDS);
        if (ofMapping.isPresent()) {
            return ofMapping;
        }
        Optional<Resource> function = reader.function();
        if (function.isEmpty()) {
            return Optional.of("function_name = %s is no function"
                    .formatted(reader.mapping().attribute("function_name")));
        }
        return projects(log, region, function.get())
                ? Optional.empty()
                : Optional.of("%s does not derive the payments of %s from the log".formatted(function.get(), region));
    }

    /** Whether a function knows log and payments of the region, and may read the one's stream and write the other. */
    private static boolean projects(GlobalTable log, String region, Resource function) {
        return function.region().equals(region)
                && Functions.variable(function, "EFFECT_LOG_TABLE").is(log.name())
                && StreamReader.may(function, "dynamodb:GetRecords", log.arn(region) + "/stream/latest")
                && function.find("aws_dynamodb_table", Functions.variable(function, "DYNAMODB_TABLE"))
                        .filter(payments -> payments.region().equals(region)
                                && StreamReader.may(function, "dynamodb:PutItem", payments.arn()))
                        .isPresent();
    }
}
