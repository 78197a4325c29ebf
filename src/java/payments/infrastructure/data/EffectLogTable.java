package payments.infrastructure.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.providers.aws.cloudcontrolapi_resource.CloudcontrolapiResource;
import com.hashicorp.cdktf.providers.aws.data_aws_dynamodb_table.DataAwsDynamodbTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The log of effects: one table with a copy in each region that takes payments and, where these are two, a witness in a third
 * place. A write has happened when two of the three have it, and a condition sees the latest version wherever it is asked
 * (multi-region strong consistency). It is made by the Cloud Control API, since the provider in use has no argument for the
 * consistency of a table.
 *
 * <p>Such a table knows neither time to live nor transactions, and no single copy can be added or taken away later. Settings
 * of recovery, deletion protection and tags are each copy's own; the key is of the copy's region, and all are of one kind.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html">AWS:
 *     AWS::DynamoDB::GlobalTable; TableName and KeySchema cannot be changed, SSESpecification is for all copies and each names its key</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-replicaspecification.html">AWS:
 *     its ReplicaSpecification: recovery, deletion protection, key and tags of a copy</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html">AWS: keys of global tables, those
 *     with strong consistency too: without its key a copy refuses writes, and after seven days it is lost</a>
 */
public final class EffectLogTable extends Construct {
    private static final String PARTITION_KEY = "payment_id";
    private static final String SORT_KEY = "version";

    /** Tags that differ with each deployment: the table would be changed by each. */
    private static final Set<String> OF_A_CHANGE = Set.of("Author", "PRNumber");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final CloudcontrolapiResource table;

    /**
     * A copy of the log.
     *
     * @param placement the region
     * @param keyArn a key of the region
     */
    public record Replica(Placement placement, KeyArn keyArn) {}

    /**
     * Defines the table.
     *
     * @param home where it is made and changed: the region of the stack, which has a copy
     * @param replicas the copies, that of the home among them
     * @param witness where a third place holds no copy to read; null where three regions have one
     * @param deletionProtection whether AWS refuses to delete each copy
     */
    public EffectLogTable(
            Construct scope,
            String id,
            Placement home,
            List<Replica> replicas,
            @Nullable AwsRegion witness,
            boolean deletionProtection) {
        super(scope, id);
        this.table = CloudcontrolapiResource.Builder.create(this, "Resource")
                .provider(home.provider())
                .typeName("AWS::DynamoDB::GlobalTable")
                .desiredState(json(wanted(home.name(ResourceName.EFFECT_LOG), replicas, witness, deletionProtection)))
                .build();
    }

    private static Map<String, Object> wanted(
            String name, List<Replica> replicas, @Nullable AwsRegion witness, boolean deletionProtection) {
        Map<String, Object> wanted = new TreeMap<>();
        wanted.put("TableName", name);
        wanted.put("BillingMode", "PAY_PER_REQUEST");
        wanted.put(
                "AttributeDefinitions",
                List.of(
                        Map.of("AttributeName", PARTITION_KEY, "AttributeType", "S"),
                        Map.of("AttributeName", SORT_KEY, "AttributeType", "N")));
        wanted.put(
                "KeySchema",
                List.of(
                        Map.of("AttributeName", PARTITION_KEY, "KeyType", "HASH"),
                        Map.of("AttributeName", SORT_KEY, "KeyType", "RANGE")));
        wanted.put("StreamSpecification", Map.of("StreamViewType", "NEW_IMAGE"));
        wanted.put("SSESpecification", Map.of("SSEEnabled", true, "SSEType", "KMS"));
        wanted.put("MultiRegionConsistency", "STRONG");
        if (witness != null) {
            wanted.put("GlobalTableWitnesses", List.of(Map.of("Region", witness.code())));
        }
        wanted.put(
                "Replicas",
                replicas.stream()
                        .map(replica -> wanted(name, replica, deletionProtection))
                        .toList());
        return wanted;
    }

    private static Map<String, Object> wanted(String name, Replica replica, boolean deletionProtection) {
        Placement placement = replica.placement();
        return Map.of(
                "Region",
                placement.region(),
                "PointInTimeRecoverySpecification",
                Map.of("PointInTimeRecoveryEnabled", true),
                "DeletionProtectionEnabled",
                deletionProtection,
                "SSESpecification",
                Map.of("KMSMasterKeyId", replica.keyArn().value()),
                "Tags",
                tags(placement, name));
    }

    private static List<Map<String, String>> tags(Placement placement, String name) {
        Map<String, String> tags = new TreeMap<>(placement.tags());
        tags.keySet().removeAll(OF_A_CHANGE);
        tags.put("Name", name);
        return tags.entrySet().stream()
                .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
    }

    /**
     * A copy as it stands: the ARN of its stream has the time of its creation in it, and is known once the table is there. Read by the
     * table's id, which is its name and does not change; while the table itself is changed Terraform reads again, and makes the
     * mapping of the stream anew, which then reads the last day once more.
     */
    public DataAwsDynamodbTable copy(Placement placement) {
        return DataAwsDynamodbTable.Builder.create(this, "copy-" + placement.region())
                .provider(placement.provider())
                .name(table.getId())
                .build();
    }

    private static String json(Map<String, Object> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table of texts and switches could not be written as JSON", e);
        }
    }
}
