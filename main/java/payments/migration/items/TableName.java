package payments.migration.items;

import payments.migration.Patience;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Which table is meant.
 *
 * @param client a client of the table's region and account
 * @param name the table's name
 * @param region the region's code
 */
public record TableName(DynamoDbClient client, String name, String region) {
    Table open(Patience patience) {
        return Table.open(client, name, region, patience);
    }
}
