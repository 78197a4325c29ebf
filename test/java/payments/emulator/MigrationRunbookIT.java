package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.documentation.DocumentedScript;
import payments.service.database.LocalPostgres;
import payments.testing.Run;
import payments.testing.Tool;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/**
 * A migration as main/docs/runbooks/migration.md has it, with the commands of that page: an old system with objects, items and a
 * database that goes on writing, a copy that is killed in the middle, a subscription that is stopped, differences that must be
 * found, the cut-over, what the new system takes, and the way back. The variables that the page sets for psql (PGOPTIONS) and for
 * its scripts (PUBLISHER) are the page's own.
 */
@Requirement("K20")
class MigrationRunbookIT {
    private static final Path PAGE = Path.of("main/docs/runbooks/migration.md");
    private static final String SOURCE = "eu-central-2";
    private static final String TARGET = "eu-west-1";
    private static final String BUCKET = "old-documents";
    private static final String NEW_BUCKET = "new-documents";
    private static final String TABLE = "old-transactions";
    private static final String NEW_TABLE = "new-transactions";
    private static final String PASSWORD = "only-for-the-replication-7f3a";
    private static final int ITEMS = 800;

    /** What the old system's database is. */
    private static final String SCHEMA = """
            create table transactions (
              id bigserial primary key,
              transaction_id text not null unique,
              amount numeric(12, 2) not null,
              made_at timestamptz not null default now());
            create table "Refund notes" (transaction bigint, line int, note text, primary key (transaction, line));
            """;

    @TempDir
    static Path folder;

    private static Emulator emulator;
    private static LocalPostgres old;
    private static LocalPostgres fresh;
    private static DynamoDbClient oldTables;
    private static DynamoDbClient newTables;
    private static S3Client oldObjects;
    private static S3Client newObjects;

    private final Set<String> ran = new HashSet<>();

    @BeforeAll
    static void theOldSystem() throws IOException {
        Tool.require(Tool.EMULATOR, Tool.PSQL);
        emulator = Emulator.start(Set.of(SOURCE));
        old = LocalPostgres.startReplicating("migration", Files.createDirectory(folder.resolve("old-log")));
        fresh = LocalPostgres.startReplicating("migration", Files.createDirectory(folder.resolve("new-log")));
        Aws there = new Aws(emulator.endpoint(), SOURCE);
        Aws here = new Aws(emulator.endpoint(), TARGET);
        oldTables = there.dynamoDb();
        newTables = here.dynamoDb();
        oldObjects = there.s3();
        newObjects = here.s3();
        bucket(oldObjects, BUCKET, SOURCE);
        bucket(newObjects, NEW_BUCKET, TARGET);
        table(oldTables, TABLE);
        table(newTables, NEW_TABLE);
        for (int i = 0; i < 40; i++) {
            object(oldObjects, BUCKET, "receipts/2026/" + i + ".pdf", "receipt " + i);
        }
        // In the order of UTF-8, which is not that of Java's texts.
        object(oldObjects, BUCKET, "receipts/\uD83D\uDCB6.pdf", "euro");
        object(oldObjects, BUCKET, "receipts/\uFB01.pdf", "ligature");
        for (int i = 0; i < ITEMS; i += 25) {
            items(oldTables, TABLE, i, i + 25);
        }
        Files.writeString(folder.resolve("schema.sql"), SCHEMA);
        old.run("postgres", "create role till login");
        old.run("postgres", SCHEMA);
        old.run("postgres", "grant all on all tables in schema public to till");
        old.run("postgres", "grant usage on all sequences in schema public to till");
        old.run("postgres", """
                insert into transactions (transaction_id, amount)
                select 'old-' || i, i + 0.50 from generate_series(1, 500) i""");
        old.run("postgres", "insert into \"Refund notes\" values (1, 1, 'Grüezi'), (1, 2, null)");
    }

    @AfterAll
    static void stop() throws IOException {
        for (AutoCloseable client : Stream.of(oldTables, newTables, oldObjects, newObjects)
                .filter(client -> client != null)
                .toList()) {
            close(client);
        }
        if (fresh != null) {
            fresh.close();
        }
        if (old != null) {
            old.close();
        }
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void aSystemMovesIsComparedCutOverAndTakenBack() throws Exception {
        objectsAreCopied();
        itemsAreCopiedThoughTheCopyIsKilled();
        theDatabaseIsCopiedThoughItIsStopped();
        differencesAreFound();
        theCutOverLosesNothing();
        theNewSystemTakesPayments();
        theWayBackLosesNothing();
        nothingIsLeft();

        assertThat(blocks().keySet()).as("every block of the page is run").isEqualTo(ran);
        for (String log : List.of("old-log", "new-log")) {
            assertThat(Files.readString(folder.resolve(log).resolve("server.log"), StandardCharsets.UTF_8))
                    .as("the log of a server with log_statement = ddl")
                    .contains("drop role migration")
                    .doesNotContain(PASSWORD);
        }
    }

    private void objectsAreCopied() {
        assertThat(run("copy the objects").succeeded().output()).contains("42 listed: 42 copied");
    }

    private void itemsAreCopiedThoughTheCopyIsKilled() throws Exception {
        Path checkpoint = folder.resolve("items.json");
        Run.Running copy = start("copy the items");
        await(() -> Files.exists(checkpoint));
        copy.crash();
        copy.await();
        int there = count(newTables, NEW_TABLE);
        assertThat(there).as("copied when it was killed").isBetween(1, ITEMS - 1);

        String resumed = run("copy the items").succeeded().output();

        assertThat(resumed).contains("goes on after", "%d read".formatted(ITEMS), "0 updated", "0 kept");
        assertThat(count(newTables, NEW_TABLE)).isEqualTo(ITEMS);
    }

    private void theDatabaseIsCopiedThoughItIsStopped() throws Exception {
        run("make the schema").succeeded();
        run("publish the source").succeeded();
        run("subscribe the target").succeeded();
        assertThat(number(fresh, "select count(*) from transactions")).isEqualTo(500);

        run("stop the database").succeeded();
        oldSystemWrites("while-stopped");
        assertThat(run("compare the database").endedWith(1).output()).contains("transactions|500", "transactions|501");
        run("resume the database").succeeded();
        await(() -> number(fresh, "select count(*) from transactions") == 501);
        assertThat(run("compare the database").succeeded().output()).isEmpty();
    }

    private void differencesAreFound() {
        Map<String, AttributeValue> changed = item(17);
        changed.put("amount", AttributeValue.fromS("17.51"));
        newTables.putItem(put -> put.tableName(NEW_TABLE).item(changed));
        object(newObjects, NEW_BUCKET, "receipts/2026/7.pdf", "receipt 8");
        fresh.run("postgres", "update transactions set amount = amount + 0.01 where id = 42");

        assertThat(run("compare the items").endedWith(1).output())
                .contains("different: timestamp=1700000017, transactionId=old-17", "1 difference")
                .doesNotContain("17.51");
        assertThat(run("compare the objects").endedWith(1).output())
                .contains("different: receipts/2026/7.pdf", "1 difference");
        assertThat(run("compare the database").endedWith(1).output()).contains("transactions|501");
        assertThat(run("compare a table", Map.of("TABLE", "transactions"))
                        .endedWith(1)
                        .output())
                .contains("< 42|", "> 42|")
                .doesNotContain("43|");
        fresh.run("postgres", "update transactions set amount = amount - 0.01 where id = 42");
        newObjects.deleteObject(delete -> delete.bucket(NEW_BUCKET).key("receipts/2026/7.pdf"));
    }

    private void theCutOverLosesNothing() throws Exception {
        // The old system works until its role may not log in.
        items(oldTables, TABLE, ITEMS, ITEMS + 1);
        object(oldObjects, BUCKET, "receipts/2026/late.pdf", "late");
        oldSystemWrites("last");

        run("stop the writes").succeeded();
        assertThat(canWrite()).isFalse();
        assertThat(run("the last pass").succeeded().output())
                .contains("43 listed: 2 copied", "%d read: 1 written, 1 updated".formatted(ITEMS + 1));

        assertThat(run("compare the objects").succeeded().output()).contains("43 objects");
        assertThat(run("compare the items").succeeded().output()).contains("%d items".formatted(ITEMS + 1));
        assertThat(run("compare the database").succeeded().output()).isEmpty();
        run("turn the database around").succeeded();
    }

    private void theNewSystemTakesPayments() throws Exception {
        newTables.putItem(put -> put.tableName(NEW_TABLE)
                .item(Map.of(
                        "transactionId", AttributeValue.fromS("new-1"),
                        "timestamp", AttributeValue.fromN("0"),
                        "kind", AttributeValue.fromS("payment"),
                        "record_version", AttributeValue.fromN("2"),
                        "amount", AttributeValue.fromN("1999"),
                        "currency", AttributeValue.fromS("CHF"),
                        "status", AttributeValue.fromS("captured"),
                        "created_at", AttributeValue.fromS("2026-11-28T10:15:30.250Z"))));
        newTables.putItem(put -> put.tableName(NEW_TABLE)
                .item(Map.of(
                        "transactionId", AttributeValue.fromS("audit#new-1#1"),
                        "timestamp", AttributeValue.fromN("0"),
                        "kind", AttributeValue.fromS("audit"))));
        object(newObjects, NEW_BUCKET, "receipts/2026/new.pdf", "new");
        fresh.run("postgres", "insert into transactions (transaction_id, amount) values ('new-1', 19.99)");
        assertThat(number(fresh, "select max(id) from transactions"))
                .as("the sequence went along: 500 rows and 2 later ones")
                .isEqualTo(503);
        assertThat(run("compare the items").succeeded().output()).contains("2 items that the new system wrote");
    }

    private void theWayBackLosesNothing() throws Exception {
        assertThat(run("go back").succeeded().output())
                .contains("44 listed: 1 copied", "%d read: 1 written".formatted(ITEMS + 3), "1 passed over");

        assertThat(run("compare the way back").succeeded().output())
                .contains("44 objects", "%d items".formatted(ITEMS + 2));
        assertThat(run("compare the database").succeeded().output()).isEmpty();
        assertThat(oldTables
                        .getItem(get -> get.tableName(TABLE)
                                .key(Map.of(
                                        "transactionId", AttributeValue.fromS("new-1"),
                                        "timestamp", AttributeValue.fromN("1795860930"))))
                        .item())
                .containsEntry("amount", AttributeValue.fromS("19.99"))
                .containsEntry("status", AttributeValue.fromS("processed"))
                .containsEntry("environment", AttributeValue.fromS("prod"))
                .doesNotContainKey("kind");

        run("let the old system write").succeeded();
        oldSystemWrites("after-the-way-back");
        assertThat(number(old, "select max(id) from transactions")).isEqualTo(504);
    }

    private void nothingIsLeft() throws Exception {
        assertThat(run("clean up the databases").succeeded().output())
                .as("names of replication slots")
                .isEmpty();
        for (LocalPostgres server : List.of(old, fresh)) {
            assertThat(number(server, "select count(*) from pg_roles where rolname = 'migration'"))
                    .isZero();
            assertThat(number(
                            server,
                            "select count(*) from pg_publication where pubname in ('migration', 'migration_back')"))
                    .isZero();
            assertThat(number(server, "select count(*) from pg_subscription")).isZero();
        }
    }

    /** The blocks of the page by what their first line says. */
    private static Map<String, String> blocks() {
        Map<String, String> blocks = new HashMap<>();
        for (String block : DocumentedScript.ranBy(PAGE, MigrationRunbookIT.class)) {
            String name = block.lines().findFirst().orElse("").replaceFirst("^# *", "");
            assertThat(blocks.put(name, block)).as("two blocks '%s'", name).isNull();
        }
        return blocks;
    }

    private Run run(String block) {
        return run(block, Map.of());
    }

    private Run run(String block, Map<String, String> more) {
        return start(block, more).await();
    }

    private Run.Running start(String block) {
        return start(block, Map.of());
    }

    private Run.Running start(String block, Map<String, String> more) {
        assertThat(blocks()).containsKey(block);
        ran.add(block);
        Map<String, String> environment = new HashMap<>(emulator.environment());
        environment.putAll(Map.of(
                "WORK", folder.toString(),
                "SOURCE_REGION", SOURCE,
                "SOURCE_BUCKET", BUCKET,
                "SOURCE_TABLE", TABLE,
                "TARGET_REGION", TARGET,
                "TARGET_BUCKET", NEW_BUCKET,
                "TARGET_TABLE", NEW_TABLE));
        environment.putAll(Map.of(
                "SOURCE_DATABASE",
                place(old) + " user=postgres",
                "TARGET_DATABASE",
                place(fresh) + " user=postgres",
                "SOURCE_SEEN_BY_TARGET",
                place(old),
                "TARGET_SEEN_BY_SOURCE",
                place(fresh),
                "APPLICATION_ROLE",
                "till",
                "SCHEMA",
                folder.resolve("schema.sql").toString(),
                "REPLICATION_PASSWORD",
                PASSWORD,
                // A first heap that is small: two cores run many programs here.
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        environment.putAll(more);
        return Run.start(
                Path.of("").toAbsolutePath(),
                environment,
                List.of("bash", "-euo", "pipefail", "-c", String.valueOf(blocks().get(block))));
    }

    private static String place(LocalPostgres server) {
        return "host=localhost port=%d dbname=postgres sslmode=verify-ca sslrootcert=%s"
                .formatted(server.port(), server.authority());
    }

    private static void oldSystemWrites(String id) throws SQLException {
        try (Connection till = old.connection("postgres", "till");
                Statement statement = till.createStatement()) {
            statement.execute("insert into transactions (transaction_id, amount) values ('%s', 1)".formatted(id));
        }
    }

    private static boolean canWrite() {
        try {
            oldSystemWrites("too-late");
            return true;
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("not permitted to log in");
            return false;
        }
    }

    private static long number(LocalPostgres server, String query) throws SQLException {
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("two minutes are over").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static int count(DynamoDbClient tables, String table) {
        return (int) tables.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .count();
    }

    private static Map<String, AttributeValue> item(int number) {
        return new HashMap<>(Map.of(
                "transactionId", AttributeValue.fromS("old-" + number),
                "timestamp", AttributeValue.fromN(Integer.toString(1_700_000_000 + number)),
                "amount", AttributeValue.fromS(number + ".50"),
                "currency", AttributeValue.fromS("CHF"),
                "status", AttributeValue.fromS("processed")));
    }

    private static void items(DynamoDbClient tables, String table, int first, int end) {
        List<WriteRequest> writes = new ArrayList<>();
        for (int i = first; i < end; i++) {
            Map<String, AttributeValue> item = item(i);
            writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        assertThat(tables.batchWriteItem(write -> write.requestItems(Map.of(table, writes)))
                        .unprocessedItems())
                .isEmpty();
    }

    private static void object(S3Client objects, String bucket, String key, String content) {
        objects.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private static void bucket(S3Client objects, String name, String region) {
        objects.createBucket(create -> create.bucket(name)
                .createBucketConfiguration(
                        location -> location.locationConstraint(BucketLocationConstraint.fromValue(region))));
    }

    private static void table(DynamoDbClient tables, String name) {
        tables.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("transactionId", ScalarAttributeType.S),
                        attribute("timestamp", ScalarAttributeType.N))
                .keySchema(key("transactionId", KeyType.HASH), key("timestamp", KeyType.RANGE)));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType role) {
        return KeySchemaElement.builder().attributeName(name).keyType(role).build();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
