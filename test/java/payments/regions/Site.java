package payments.regions;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.effects.LogOwnership;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.Handover;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** An environment of two regions in a {@link FakeRegions}: its tables, and how the commands work on them. */
final class Site {
    static final Deadline LONG = Deadline.in(Duration.ofMinutes(10));

    /** Waits as often as the commands do, and no time. */
    static final Backoff NO_TIME = new Backoff(pause -> {}, () -> 0.5);

    private final FakeRegions aws;
    private final Topology topology;
    private final RegionClients clients;

    private Site(FakeRegions aws, Topology topology) {
        this.aws = aws;
        this.topology = topology;
        this.clients = new RegionClients(region -> impatient(region, aws.address()));
    }

    /** With a log of effects, empty each time. */
    static Site withLog(FakeRegions aws, PaymentTable table, String log, List<String> regions) {
        Site site = new Site(aws, new Topology("dev", regions, table, Optional.of(log), List.of(), Optional.empty()));
        aws.shares(log);
        clear(aws.shared(), log, () -> LocalDynamoDb.createLog(aws.shared(), log));
        site.clearTables();
        return site;
    }

    /** With a fence in each table, empty each time. */
    static Site withFences(FakeRegions aws, PaymentTable table, List<String> regions) {
        Site site = new Site(aws, new Topology("dev", regions, table, Optional.empty(), List.of(), Optional.empty()));
        site.clearTables();
        return site;
    }

    /** The same environment, as another person sees it. */
    static Site withClientsOf(Site site) {
        return new Site(site.aws, site.topology);
    }

    private void clearTables() {
        for (String region : topology.regions()) {
            DynamoDbClient client = aws.client(region);
            clear(client, topology.table().name(), () -> LocalDynamoDb.create(client, topology.table()));
        }
    }

    private static void clear(DynamoDbClient client, String table, Runnable create) {
        if (!client.listTables().tableNames().contains(table)) {
            create.run();
            return;
        }
        List<KeySchemaElement> key =
                client.describeTable(ask -> ask.tableName(table)).table().keySchema();
        client.scanPaginator(scan -> scan.tableName(table)).items().forEach(item -> {
            Map<String, AttributeValue> of = new HashMap<>();
            key.forEach(part -> of.put(part.attributeName(), item.get(part.attributeName())));
            var unused = client.deleteItem(delete -> delete.tableName(table).key(of));
        });
    }

    /** The commands' own client, with little time to answer. */
    private static DynamoDbClient impatient(String region, URI address) {
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .endpointOverride(address)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(3)))
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    Topology topology() {
        return topology;
    }

    RegionClients clients() {
        return clients;
    }

    /** The region's projector has written that it follows. */
    Site follows(String region, String state, Instant reported, Instant caughtUp, long lagMillis) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("payment_id", AttributeValue.fromS("region#" + region));
        item.put("version", AttributeValue.fromN("0"));
        item.put("kind", AttributeValue.fromS("region"));
        item.put("region", AttributeValue.fromS(region));
        item.put("state", AttributeValue.fromS(state));
        item.put("revision", AttributeValue.fromN("1"));
        item.put("lag_ms", AttributeValue.fromN(Long.toString(lagMillis)));
        item.put("scans", AttributeValue.fromN("1"));
        item.put("reported_at", AttributeValue.fromS(reported.toString()));
        item.put("caught_up_to", AttributeValue.fromS(caughtUp.toString()));
        if (!state.equals("complete")) {
            item.put("scan_began", AttributeValue.fromS(reported.toString()));
        }
        var unused = aws.shared()
                .putItem(put -> put.tableName(topology.log().orElseThrow()).item(item));
        return this;
    }

    /** The region follows as it should. */
    Site follows(String region) {
        Instant now = Instant.now();
        return follows(region, "complete", now, now, 200);
    }

    /** Who decided, for tests. */
    static Handover to(String region) {
        return new Handover(region, "anna", "a test", Instant.parse("2026-01-02T03:04:05Z"));
    }

    static Order planned(String region) {
        return new Order(to(region), false, Optional.empty(), Optional.empty());
    }

    static Order lost(String region) {
        return new Order(to(region), true, Optional.empty(), Optional.empty());
    }

    /** Plans and writes, as the command does once it has been agreed to; what it printed. */
    String move(Order order) {
        StringWriter printed = new StringWriter();
        Steps steps = new Steps(new PrintWriter(printed));
        Plan plan = Move.of(topology, clients, NO_TIME, order).plan(steps);
        plan.words().forEach(word -> printed.append(word).append('\n'));
        plan.writes().ifPresent(write -> write.accept(steps));
        plan.afterwards().forEach(word -> printed.append(word).append('\n'));
        return printed.toString();
    }

    /** Names the first owner. */
    void init(String region) {
        Steps steps = new Steps(new PrintWriter(new StringWriter()));
        new Init(topology, clients, NO_TIME, to(region)).plan(steps).writes().ifPresent(write -> write.accept(steps));
    }

    /** The regions that have the payments, each by what decides there. */
    List<String> owners() {
        return topology.regions().stream()
                .filter(region -> decides(region).ownership(LONG).isOf(region))
                .toList();
    }

    /** The epochs of all moves that are known, the last one first. */
    List<Long> epochs() {
        return decides(topology.home()).moves(LONG).stream()
                .map(RegionFence.Move::epoch)
                .toList();
    }

    private RegionFence decides(String region) {
        return topology.log()
                .<RegionFence>map(log -> new LogOwnership(aws.shared(), log, NO_TIME))
                .orElseGet(() -> FenceMove.fence(topology, new RegionClients(aws::client), NO_TIME, region));
    }

    /** How all regions are. */
    Status status() {
        return new StatusReader(topology, clients, (region, names) -> List.of(), NO_TIME).read(Instant.now());
    }
}
