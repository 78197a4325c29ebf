package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.messaging.MessageReader;
import payments.service.messaging.PaymentMessage.CreatePayment;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.LocalDynamoDb;

class BatchServiceTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    private final BatchBench bench = new BatchBench(DYNAMODB);

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Requirement("D9")
    @Test
    void eachAcceptedRowIsQueuedAndTheBatchIsCompletedWithItsCounts() throws Exception {
        BatchFile file = bench.files.received("a.csv", BatchBench.HEADER + "p-1,1.00,USD\np-2,bad,USD\np-3,3,JPY\n");

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(queued()).containsExactly("1 p-1 100 USD", "3 p-3 3 JPY");
        assertThat(List.of("status", "row_count", "accepted", "rejected").stream()
                        .map(bench.table::value))
                .containsExactly("completed", "3", "2", "1");
        assertThat(bench.files.text("reports", "batch-reports/" + batchId() + "-rejects.csv"))
                .isEqualTo("row,line,payment_id,reason\r\n2,3,\"p-2\",invalid-amount\r\n");
    }

    @Requirement("K44")
    @Test
    void columnsThatAreNotReadAreNamedInTheRecordAndTheLog() {
        BatchFile file = bench.files.received("a.csv", "payment_id,amount,colour,note\np-1,1.00,red,x\np-2,2,,\n");

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.table.value("status")).isEqualTo("completed");
        assertThat(bench.table.value("accepted")).isEqualTo("2");
        assertThat(bench.table.value("ignored_columns")).isEqualTo("colour, note");
        assertThat(bench.journal.lines()).anyMatch(line -> line.startsWith("warn columns-ignored"));
    }

    @Requirement({"K44", "X6"})
    @Test
    void cardDataInAColumnThatIsNotReadIsRefusedToo() {
        BatchFile file = bench.files.received(
                "a.csv", "payment_id,amount,note\np-1,1.00,x\np-2,1.00,y\np-3,1.00,paid with " + CARD + "\n");
        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).hasSize(2);
        assertThat(bench.files.has("uploads", "a.csv")).isFalse();
        assertNowhere(CARD);
    }

    /** A security code has no check digit: the column's name is all that says so. */
    @Requirement({"K44", "X6"})
    @Test
    void aFileWithAColumnOfCardDataIsMovedToQuarantineAndNothingOfItIsPosted() {
        BatchFile file = bench.files.received("a.csv", "payment_id,amount,cvv\np-1,1.00,123\n");
        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.table.value("status")).isEqualTo("failed");
        assertThat(bench.table.value("reason")).isEqualTo("card-data-column");
        assertThat(bench.queue.bodies()).isEmpty();
        assertThat(bench.files.has("uploads", "a.csv")).isFalse();
        assertThat(bench.journal.lines()).anyMatch(line -> line.startsWith("metric CardDataRefused"));
    }

    @Threat({"C01", "C05", "C21"})
    @Requirement("D9")
    @ParameterizedTest
    @CsvSource({
        "'',empty",
        "'payment_id;sum;currency\np-1;1;USD\n',header-mismatch",
        "'payment_id,amount,currency\np-1,1.00,USD\nTOTAL,2.00,USD\n',control-totals",
        "'payment_id,amount,currency\np-1,1.00,USD\n#trailer,2,1.00\n',control-totals",
        "'payment_id,amount,currency\np-1,1.00,USD\np-2,\"1.00,USD\n',unclosed-quote"
    })
    void aFileThatIsWrongAsAWholeFailsWithTheReasonAndPostsNothing(String content, String reason) {
        BatchFile file = bench.files.received("a.csv", content);

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).isEmpty();
        assertThat(bench.table.value("status")).isEqualTo("failed");
        assertThat(bench.table.value("reason")).isEqualTo(reason);
        assertThat(bench.journal.lines()).contains("metric BatchFilesFailed 1.0 {Reason=" + reason + "}");
        assertThat(report().get(report().size() - 1)).contains(reason);
    }

    @Threat("C05")
    @Test
    void theReportOfARefusedHeaderNamesSeparatorAndColumns() {
        BatchFile file = bench.files.received("a.csv", "Payment ID,Sum,Currency\np-1,1,USD\n");

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(report())
                .last(InstanceOfAssertFactories.STRING)
                .isEqualTo(
                        ",1,\"\",\"header-mismatch: separator \"\",\"\", columns: Payment ID, Sum, Currency; missing: amount\"");
    }

    private List<String> report() {
        return bench.files
                .text("reports", "batch-reports/" + batchId() + "-rejects.csv")
                .lines()
                .toList();
    }

    @Threat("C10")
    @Test
    void theSameContentIsPostedOnceUnderAnyNameAndAtAnyTime() {
        String content = BatchBench.rows(3);
        bench.service().process(bench.files.received("a.csv", content), BatchBench.run("r1"));
        bench.service().process(bench.files.received("b.csv", content), BatchBench.run("r2"));
        bench.service().process(bench.files.received("a.csv", content), BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).hasSize(3);
        assertThat(bench.table.records()).hasSize(1);
    }

    @Threat("C10")
    @Test
    void aSecondRunOfABatchUnderWayWaitsForItsLease() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(3));
        String batchId = scanned(file);
        bench.table.statuses(bench.clock).claim(batchId, "dead", file);

        assertThatThrownBy(() -> bench.service().process(file, BatchBench.run("r2")))
                .isInstanceOf(BatchHeldException.class);
        assertThat(bench.queue.bodies()).isEmpty();

        bench.clock.advance(DynamoDbBatchStatuses.LEASE);
        bench.service().process(file, BatchBench.run("r2"));

        assertThat(bench.queue.bodies()).hasSize(3);
    }

    @Threat("C12")
    @Requirement("D9")
    @Test
    void aFileWithMoreRowsThanTheLimitGoesToStepFunctionsAsCheckedLines() throws Exception {
        BatchLimits limits = new BatchLimits(1 << 20, 100, 2, 50, 20, 4);
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(3) + "p-4,bad,USD\n");

        bench.service(limits, Crash.Plan.none()).process(file, BatchBench.run("r1"));

        String key = "batch-reports/" + batchId() + "-rows.jsonl";
        assertThat(bench.executions).containsExactly("reports/" + key);
        assertThat(bench.queue.bodies()).isEmpty();
        List<String> lines = bench.files.text("reports", key).lines().toList();
        assertThat(messages(lines)).containsExactly("1 p-1 100 USD", "2 p-2 100 USD", "3 p-3 100 USD");
        assertThat(bench.table.value("status")).isEqualTo("processing");
        assertThat(bench.table.value("execution")).isEqualTo(batchId());
        assertThat(bench.files.text("reports", "batch-reports/" + batchId() + "-rejects.csv"))
                .contains("4,5,\"p-4\",invalid-amount");
    }

    @Threat("C13")
    @Test
    void oneBadRowAmongManyCostsTheOthersNothing() {
        BatchLimits limits = new BatchLimits(1 << 20, 100, 1000, 5, 20, 4);
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(99) + "p-100,bad,USD\n");

        bench.service(limits, Crash.Plan.none()).process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).hasSize(99);
        assertThat(bench.table.value("status")).isEqualTo("completed");
    }

    @Threat("C13")
    @ParameterizedTest
    @CsvSource({"94,6", "1,1", "0,3"})
    void moreBadRowsThanToleratedStopTheFileWithAnAlarmAndAReport(int good, int bad) {
        BatchLimits limits = new BatchLimits(1 << 20, 100, 1000, 5, 20, 4);
        String content = BatchBench.rows(good)
                + String.join(
                        "",
                        IntStream.range(0, bad)
                                .mapToObj(i -> "b-" + i + ",bad,USD\n")
                                .toList());
        BatchFile file = bench.files.received("a.csv", content);

        bench.service(limits, Crash.Plan.none()).process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).isEmpty();
        assertThat(bench.table.value("reason")).isEqualTo("too-many-rejects");
        assertThat(bench.journal.lines()).contains("metric BatchFilesFailed 1.0 {Reason=too-many-rejects}");
        assertThat(report())
                .hasSize(bad + 2)
                .last(InstanceOfAssertFactories.STRING)
                .endsWith("too-many-rejects");

        bench.service(tolerant(), Crash.Plan.none()).process(file, BatchBench.run("r2"));

        assertThat(bench.queue.bodies()).as("after the limit was raised").hasSize(good);
        assertThat(bench.table.value("status")).isEqualTo("completed");
    }

    @Threat("C17")
    @Test
    void aFileWithACardNumberInARowIsMovedToQuarantineAndTheOtherRowsArePosted() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(2) + CARD + ",1.00,USD\n");

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).hasSize(2);
        assertThat(bench.files.has("uploads", "a.csv")).isFalse();
        assertThat(bench.files.has("quarantine", batchId())).isTrue();
        assertThat(bench.files.text("reports", "batch-reports/" + batchId() + "-rejects.csv"))
                .contains("3,4,\"***\",pan-not-allowed");
        assertThat(bench.journal.lines()).anyMatch(line -> line.startsWith("metric CardDataRefused"));
        assertNowhere(CARD);
    }

    @Threat("C17")
    @Test
    void aFileWithACardNumberInItsNameIsMovedToQuarantineUnread() {
        BatchFile file = bench.files.received("card-" + CARD + ".csv", BatchBench.rows(2));

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).isEmpty();
        assertThat(bench.table.value("reason")).isEqualTo("card-data-in-name");
        assertThat(bench.files.has("quarantine", batchId())).isTrue();
        assertNowhere(CARD);

        bench.service().process(bench.files.received("clean.csv", BatchBench.rows(2)), BatchBench.run("r2"));

        assertThat(bench.queue.bodies())
                .as("the same content under a clean name")
                .hasSize(2);
    }

    @Threat("C19")
    @Test
    void anObjectThatIsGoneIsAnErrorAndLeavesNoRecord() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(2));
        bench.files.delete(file);

        assertThatThrownBy(() -> bench.service().process(file, BatchBench.run("r1")))
                .isInstanceOf(FileGoneException.class);
        assertThat(bench.table.records()).isEmpty();
    }

    /** Kill the function before and after the effect of every call that a happy run makes. */
    @Threat("C20")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCrashAtAnyCallLosesNoRowAndDoublesNoEffect(boolean afterEffect) throws Exception {
        String content = BatchBench.rows(65) + "p-x,bad,USD\n";
        Crash.Plan counting = Crash.Plan.none();
        BatchBench happy = new BatchBench(DYNAMODB);
        happy.service(BatchBench.LIMITS, counting)
                .process(happy.files.received("a.csv", content), BatchBench.run("r1"));
        assertThat(counting.calls()).as("calls of a happy run").isGreaterThan(12);

        for (int call = 1; call <= counting.calls(); call++) {
            BatchBench crashed = new BatchBench(DYNAMODB);
            BatchFile file = crashed.files.received("a.csv", content);
            BatchService dying = crashed.service(BatchBench.LIMITS, new Crash.Plan(call, afterEffect));
            assertThatThrownBy(() -> dying.process(file, BatchBench.run("r1"))).isInstanceOf(Crash.class);

            // Lambda's retry has the same request id.
            crashed.service().process(file, BatchBench.run("r1"));

            List<CreatePayment> sent = read(crashed.queue.bodies());
            Set<String> effects =
                    new HashSet<>(sent.stream().map(CreatePayment::effectId).toList());
            assertThat(effects).as("effects after a crash at call %d", call).hasSize(65);
            assertThat(sent.size())
                    .as("messages after a crash at call %d", call)
                    .isLessThanOrEqualTo(65 + BatchBench.LIMITS.checkpointRows() + 10);
            assertThat(crashed.table.value("status")).isEqualTo("completed");
            assertThat(crashed.table.value("accepted")).isEqualTo("65");
        }
    }

    @Threat("C20")
    @Test
    void theCheckpointSparesTheRowsBeforeIt() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(65));
        Run short1 = new Run("r1", 1, BatchBench.overAfter(40));

        bench.service().process(file, short1);

        assertThat(bench.queue.bodies()).hasSize(41);
        assertThat(bench.table.value("checkpoint")).isEqualTo("41");
        assertThat(bench.continued).containsExactly(new LambdaContinuation.Order(file, 2));

        bench.service().process(file, new Run("r2", 2, LONG));

        assertThat(bench.queue.bodies()).hasSize(65);
        assertThat(bench.table.value("status")).isEqualTo("completed");
    }

    /** On another day a date may have come that had not before; then rows before the checkpoint count again. */
    @Threat("C22")
    @Test
    void aCheckpointOfAnotherDayCountsNothing() throws Exception {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(65));
        bench.service().process(file, new Run("r1", 1, BatchBench.overAfter(40)));
        BatchFile again =
                new BatchFile(file.bucket(), file.key(), Optional.of("1"), "etag", MemoryFiles.DAY.plusDays(1));

        bench.service().process(again, BatchBench.run("r2"));

        assertThat(bench.queue.bodies()).hasSize(41 + 65);
        assertThat(new HashSet<>(read(bench.queue.bodies()))).hasSize(65);
    }

    @Threat("I8")
    @Test
    void aFileThatIsNeverDoneIsGivenUpWithAReason() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(5));

        bench.service().process(file, new Run("r9", BatchBench.LIMITS.maxRuns() + 1, LONG));

        assertThat(bench.table.value("reason")).isEqualTo("too-many-runs");
    }

    @Threat("C25")
    @Test
    void aReportThatCannotBeWrittenIsWrittenLaterAndNothingIsPostedAgain() {
        BatchFile file = bench.files.received("a.csv", BatchBench.rows(40) + "p-x,bad,USD\n");
        FileStore noReports = withoutReports(bench.files);

        assertThatThrownBy(() -> bench.service(BatchBench.LIMITS, Crash.Plan.none(), bench.queue, noReports)
                        .process(file, BatchBench.run("r1")))
                .isInstanceOf(UnavailableException.class);
        assertThat(bench.queue.bodies()).hasSize(40);
        assertThat(bench.table.value("status")).isEqualTo("processing");

        bench.service().process(file, BatchBench.run("r1"));

        assertThat(bench.queue.bodies()).hasSize(40);
        assertThat(bench.files.text("reports", "batch-reports/" + batchId() + "-rejects.csv"))
                .contains("invalid-amount");
        assertThat(bench.table.value("status")).isEqualTo("completed");
    }

    @Threat("J05")
    @Test
    void ourOwnObjectsStartNothing() {
        BatchFile own =
                new BatchFile("reports", "batch-reports/x-rejects.csv", Optional.of("1"), "etag", MemoryFiles.DAY);

        bench.service().process(own, BatchBench.run("r1"));

        assertThat(bench.table.records()).isEmpty();
        assertThatThrownBy(() -> new BatchPlaces("anonymous", "uploads", "", "quarantine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("REPORT_PREFIX");
    }

    private static FileStore withoutReports(FileStore files) {
        return (FileStore) Proxy.newProxyInstance(
                FileStore.class.getClassLoader(), new Class<?>[] {FileStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        throw new UnavailableException("the bucket denies it");
                    }
                    return method.invoke(files, arguments);
                });
    }

    private static BatchLimits tolerant() {
        return new BatchLimits(1 << 20, 100, 1000, 100, 20, 4);
    }

    private String batchId() {
        return bench.table.value("batch_id");
    }

    private String scanned(BatchFile file) {
        try (Scan scan = Scan.of(file, bench.files, BatchBench.LIMITS)) {
            return scan.batchId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> queued() throws Exception {
        return messages(bench.queue.bodies());
    }

    private static List<String> messages(List<String> bodies) throws Exception {
        return read(bodies).stream()
                .map(create -> "%d %s %d %s"
                        .formatted(
                                create.row(),
                                create.paymentId().value(),
                                create.money().minorUnits(),
                                create.money().currency().code()))
                .toList();
    }

    private static List<CreatePayment> read(List<String> bodies) throws Exception {
        List<CreatePayment> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add((CreatePayment) MessageReader.read(body));
        }
        return messages;
    }

    private void assertNowhere(String secret) {
        assertThat(String.join("\n", bench.journal.lines())).doesNotContain(secret);
        assertThat(bench.table.records().toString()).doesNotContain(secret);
        assertThat(String.join("\n", bench.queue.bodies())).doesNotContain(secret);
    }
}
