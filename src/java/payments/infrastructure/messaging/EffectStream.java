package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.data_aws_dynamodb_table.DataAwsDynamodbTable;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfig;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfigOnFailure;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteria;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteriaFilter;
import java.util.List;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Has the stream of a copy of the log call the projector of its region: Lambda reads streams of its own region alone. It
 * belongs to the stack that makes the table, since a stream's ARN is known only then.
 *
 * <p>No retry is the last one while the stream has the record: what is given up would be missing in the region's table until
 * the log is scanned. An hour before the stream forgets a record, which is after 24, it goes to the queue of failures.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">AWS: event source mappings of DynamoDB Streams</a>
 */
public final class EffectStream extends Construct {
    private static final int BATCH_SIZE = 100;
    private static final int UNTIL_IT_EXPIRES = -1;
    private static final int OLDEST_RECORD_SECONDS = 23 * 3600;

    /**
     * Effects, and what regions report: that one comes back through the stream says how far this region has come. An effect may
     * replace a record of a key that has expired, so no name of an event is asked for.
     */
    private static final List<String> PATTERNS = List.of(ofKind("effect"), ofKind("region"));

    /** The queue of what the workers of a region could not do. */
    public record Failures(String queueArn) {}

    /**
     * What a stream calls.
     *
     * @param functionArn the alias of the region's projector
     * @param failures where what it could not do goes
     */
    public record Target(String functionArn, Failures failures) {
        /** That of a standby, whose stack was applied before. */
        static Target byRule(Placement standby) {
            return new Target(
                    standby.arns()
                            .alias(
                                    standby.region(),
                                    standby.name(ResourceName.EFFECT_PROJECTOR),
                                    ServiceFunction.ALIAS),
                    new Failures(
                            standby.arns().queue(standby.region(), standby.name(ResourceName.FAILED_INVOCATIONS))));
        }
    }

    /**
     * Defines the mapping.
     *
     * @param placement the region of the copy and its projector
     * @param copy the copy, whose stream is switched on for it alone
     */
    public EffectStream(Construct scope, String id, Placement placement, DataAwsDynamodbTable copy, Target target) {
        super(scope, id);
        LambdaEventSourceMapping mapping = LambdaEventSourceMapping.Builder.create(this, "Resource")
                .provider(placement.provider())
                .eventSourceArn(copy.getStreamArn())
                .functionName(target.functionArn())
                .startingPosition("TRIM_HORIZON")
                .batchSize(BATCH_SIZE)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(UNTIL_IT_EXPIRES)
                .maximumRecordAgeInSeconds(OLDEST_RECORD_SECONDS)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .filterCriteria(LambdaEventSourceMappingFilterCriteria.builder()
                        .filter(PATTERNS.stream()
                                .map(pattern -> LambdaEventSourceMappingFilterCriteriaFilter.builder()
                                        .pattern(pattern)
                                        .build())
                                .toList())
                        .build())
                .destinationConfig(LambdaEventSourceMappingDestinationConfig.builder()
                        .onFailure(LambdaEventSourceMappingDestinationConfigOnFailure.builder()
                                .destinationArn(target.failures().queueArn())
                                .build())
                        .build())
                .build();
        EscapeHatches.precondition(
                mapping,
                "%s.stream_enabled && %s.stream_view_type == \"NEW_IMAGE\"".formatted(copy.getFqn(), copy.getFqn()),
                "the copy of the log of effects in %s has no stream of new images: switch it on there with aws dynamodb update-table --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE, and apply again"
                        .formatted(placement.region()));
    }

    private static String ofKind(String kind) {
        return "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"%s\"]}}}}".formatted(kind);
    }
}
