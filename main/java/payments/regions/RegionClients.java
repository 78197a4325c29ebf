package payments.regions;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client of DynamoDB for each region, made when it is first needed. They must not repeat requests by themselves. */
public final class RegionClients implements AutoCloseable {
    private final Function<String, DynamoDbClient> maker;
    private final Map<String, DynamoDbClient> made = new HashMap<>();

    /** Makes clients by the codes of their regions. */
    public RegionClients(Function<String, DynamoDbClient> maker) {
        this.maker = maker;
    }

    /** The client of a region. */
    synchronized DynamoDbClient in(String region) {
        return made.computeIfAbsent(region, maker);
    }

    @Override
    public synchronized void close() {
        made.values().forEach(DynamoDbClient::close);
    }
}
