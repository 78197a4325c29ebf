package payments.regions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.LogOwnership;
import payments.service.effects.LoggedEffect;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.AuditRecord;
import payments.service.store.DynamoDbOperationScan;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.Effect;
import payments.service.store.Handover;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentScan;
import payments.service.store.RegionFence;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Brings the payments of a table into a log that is new: each becomes one effect that says how it stands, with the operations
 * that are done. Version 1 is written too where the payment is further, since an order that is repeated would take that place.
 *
 * <p>Before anything is read the fence of every table is moved to no region, so that nothing is written meanwhile. All of it
 * may be done again and writes the same.
 */
public final class LogImport {
    /** What the fences name meanwhile: no region is called so. */
    public static final String NO_REGION = "no-region";

    /** An effect is at most 400 KB and its transaction 100 items; no payment of ours comes near either. */
    private static final int MOST_OPERATIONS = 90;

    private static final int PAGE = 500;
    private static final int THREADS = 16;
    private static final Duration TIME_FOR_A_PAGE = Duration.ofSeconds(30);
    private static final int MOST_LISTED = 20;
    private static final String ACTOR = "import";

    private final Topology topology;
    private final RegionClients clients;
    private final Backoff backoff;
    private final String from;
    private final Notes notes;
    private final DynamoDbClient client;
    private final String log;
    private final DynamoDbEffectLog effects;

    /** Reads and writes by the client of the region whose table has the payments. */
    public LogImport(Topology topology, RegionClients clients, Backoff backoff, String from, Notes notes) {
        this.topology = topology;
        this.clients = clients;
        this.backoff = backoff;
        this.from = topology.require("--from", from);
        this.notes = notes;
        this.client = clients.in(from);
        this.log = topology.log()
                .orElseThrow(() -> new RegionsException(
                        "the environment has no log of effects",
                        "environment %s".formatted(topology.environment()),
                        "the deployment file: add 'effectLog', deploy, and run the same command again"));
        this.effects = new DynamoDbEffectLog(client, log, backoff);
    }

    /** Checks that the log has no owner yet, and plans which fences to move away. */
    public Plan stop(Handover decision, Steps steps) {
        steps.take(
                "who owns the payments by the log",
                () -> Reach.in(from, log, new LogOwnership(client, log, backoff)::ownership),
                found -> {
                    found.region().ifPresent(owner -> {
                        throw new RegionsException(
                                "the log is in use already",
                                "%s: %s owns the payments since epoch %d".formatted(log, owner, found.epoch()),
                                "nothing: an import comes before 'payments regions init'");
                    });
                    return "no region yet";
                });
        List<String> open = new ArrayList<>();
        Map<String, Ownership> seen = new HashMap<>();
        for (String region : topology.regions()) {
            Ownership found = steps.take(
                    "the fence in the table of %s".formatted(region),
                    () -> Reach.in(region, topology.table().name(), fence(region)::ownership),
                    FenceMove::words);
            seen.put(region, found);
            if (!found.isOf(NO_REGION)) {
                open.add(region);
            }
        }
        List<String> words = new ArrayList<>(open.stream()
                .map(
                        "the fence in the table of %s names no region: no payment is taken until the log has an owner"
                                ::formatted)
                .toList());
        words.add("each payment of %s in %s as an effect of %s"
                .formatted(topology.table().name(), from, log));
        return new Plan(
                words,
                Optional.of(then -> open.forEach(region -> then.take(
                        "the fence in the table of %s to no region".formatted(region),
                        () -> Reach.in(region, topology.table().name(), deadline -> fence(region)
                                .move(
                                        seen.getOrDefault(region, new Ownership(Optional.empty(), 0)),
                                        decision,
                                        deadline)),
                        FenceMove::words))),
                List.of());
    }

    private RegionFence fence(String region) {
        return FenceMove.fence(topology, clients, backoff, region);
    }

    /**
     * Brings every payment, from where an earlier run ended.
     *
     * @param passed hears after each page how many payments are in the log; may throw to stop there
     * @return what cannot be brought, one line each
     */
    public List<String> run(LongConsumer passed) {
        requireEmptyOutboxes();
        List<String> faults = new ArrayList<>();
        Map<PaymentId, List<OperationRecord>> operations = operations(faults);
        ImportProgress progress = ImportProgress.of(notes, job());
        while (!progress.isEnd()) {
            PaymentScan.Page page = page(from, progress.after());
            List<String> refused = inParallel(page.payments(), payment -> bring(payment, of(operations, payment)));
            faults.addAll(refused);
            page.unreadable().forEach(id -> faults.add("payment %s cannot be read".formatted(id)));
            progress = new ImportProgress(
                    page.next().or(progress::after),
                    progress.done() + page.payments().size(),
                    page.next().isEmpty());
            if (faults.isEmpty()) {
                progress.note(notes, job());
            }
            passed.accept(progress.done());
        }
        return faults;
    }

    /**
     * Compares the table with the log, payment by payment, and looks for what only the tables of other regions have: no region
     * would show it once the log decides.
     *
     * @param difference hears each payment that is not the same
     * @return the number of those that are, in the table that was imported
     */
    public long compare(Consumer<String> difference) {
        Map<PaymentId, List<OperationRecord>> operations = operations(new ArrayList<>());
        long same = compare(from, difference, payment -> differs(payment, of(operations, payment)));
        topology.without(from)
                .forEach(other -> compare(
                        other,
                        difference,
                        payment -> isAsInTheLog(payment) ? Optional.empty() : Optional.of(onlyThere(payment, other))));
        return same;
    }

    private static String onlyThere(Payment payment, String region) {
        return "payment %s in the table of %s is not in the log as it stands there: bring that table too, with --from %s and another --checkpoint"
                .formatted(payment.id().value(), region, region);
    }

    private long compare(String region, Consumer<String> difference, Work differs) {
        long same = 0;
        Optional<String> after = Optional.empty();
        do {
            PaymentScan.Page page = page(region, after);
            List<String> differences = inParallel(page.payments(), differs);
            differences.forEach(difference);
            same += page.payments().size() - differences.size();
            after = page.next();
        } while (after.isPresent());
        return same;
    }

    /** The first of a list of faults, and how many there are. */
    public static List<String> shown(List<String> faults) {
        List<String> lines = new ArrayList<>(faults.subList(0, Math.min(MOST_LISTED, faults.size())));
        if (faults.size() > MOST_LISTED) {
            lines.add("and %d more".formatted(faults.size() - MOST_LISTED));
        }
        return lines;
    }

    private String job() {
        return "%s in %s to %s".formatted(topology.table().name(), from, log);
    }

    /** In every region: once there is an owner, nothing is published that the log does not have. */
    private void requireEmptyOutboxes() {
        topology.regions().forEach(this::requireEmptyOutbox);
    }

    private void requireEmptyOutbox(String region) {
        Outbox outbox = Reach.in(
                region,
                topology.table().name(),
                deadline ->
                        Outbox.of(new DynamoDbOutboxStore(clients.in(region), topology.table(), backoff), deadline));
        if (outbox.depth() > 0) {
            throw new RegionsException(
                    "events wait to be published",
                    "%s in %s: %s".formatted(topology.table().name(), region, outbox.words(Instant.now())),
                    "wait until the relay has published them, and run the same command again: what the log has counts as published");
        }
    }

    private Map<PaymentId, List<OperationRecord>> operations(List<String> faults) {
        Map<PaymentId, List<OperationRecord>> found = new HashMap<>();
        Reach.in(from, topology.table().name(), unused -> {
            new DynamoDbOperationScan(client, topology.table(), backoff)
                    .read(
                            operation -> found.computeIfAbsent(operation.paymentId(), id -> new ArrayList<>())
                                    .add(operation),
                            id -> faults.add("item %s is of an earlier system: migrate it first".formatted(id)),
                            () -> Deadline.in(TIME_FOR_A_PAGE));
            return found;
        });
        return found;
    }

    private static List<OperationRecord> of(Map<PaymentId, List<OperationRecord>> operations, Payment payment) {
        return operations.getOrDefault(payment.id(), List.of());
    }

    private PaymentScan.Page page(String region, Optional<String> after) {
        return Reach.in(region, topology.table().name(), unused -> new DynamoDbPaymentScan(
                        clients.in(region), topology.table(), backoff)
                .page(after, PAGE, Deadline.in(TIME_FOR_A_PAGE)));
    }

    private Optional<String> bring(Payment payment, List<OperationRecord> operations) {
        if (operations.size() > MOST_OPERATIONS) {
            return Optional.of("payment %s has %d operations, more than %d"
                    .formatted(payment.id().value(), operations.size(), MOST_OPERATIONS));
        }
        boolean isFirst = payment.progress().version() == 1;
        boolean isThere = Reach.in(
                from,
                log,
                deadline -> (isFirst || brings(payment.asCreated(), List.of(), deadline))
                        && brings(payment, operations, deadline));
        return isThere || isAsInTheLog(payment)
                ? Optional.empty()
                : Optional.of("payment %s has another effect in the log already"
                        .formatted(payment.id().value()));
    }

    /** Another region's import brought it, and this region's table has followed. */
    private boolean isAsInTheLog(Payment payment) {
        return Reach.in(from, log, deadline -> effects.newest(payment.id(), deadline))
                .filter(newest -> newest.effect().payment().equals(payment))
                .isPresent();
    }

    private boolean brings(Payment payment, List<OperationRecord> operations, Deadline deadline) {
        return effects.bring(effect(payment, operations), payment.progress().updatedAt(), deadline);
    }

    private Effect effect(Payment payment, List<OperationRecord> operations) {
        return new Effect(
                payment,
                Optional.empty(),
                AuditRecord.of(payment, Effect.IMPORT, ACTOR, ACTOR),
                PaymentEvent.of(type(payment), payment, payment.money(), from, ACTOR),
                Optional.empty(),
                operations.stream()
                        .sorted(Comparator.comparing(OperationRecord::operationId))
                        .toList());
    }

    private static PaymentEvent.Type type(Payment payment) {
        return switch (payment.status()) {
            case PENDING -> PaymentEvent.Type.CREATED;
            case AUTHORISED -> PaymentEvent.Type.AUTHORISED;
            case CAPTURED -> PaymentEvent.Type.CAPTURED;
            case REFUNDED -> PaymentEvent.Type.REFUNDED;
            case FAILED -> PaymentEvent.Type.FAILED;
        };
    }

    private Optional<String> differs(Payment payment, List<OperationRecord> operations) {
        List<LoggedEffect> logged = Reach.in(from, log, deadline -> effects.after(payment.id(), 0, deadline));
        boolean isSame = !logged.isEmpty()
                && logged.get(0).effect().version() == 1
                && logged.get(logged.size() - 1).effect().payment().equals(payment)
                && new HashSet<>(logged.stream()
                                .flatMap(effect -> effect.effect().operations())
                                .toList())
                        .equals(new HashSet<>(operations));
        return isSame
                ? Optional.empty()
                : Optional.of("payment %s is not the same in the log"
                        .formatted(payment.id().value()));
    }

    private interface Work {
        Optional<String> of(Payment payment);
    }

    /** What each said, without those that had nothing to say. */
    private static List<String> inParallel(List<Payment> payments, Work work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Optional<String>>> tasks = new ArrayList<>();
            payments.forEach(payment -> tasks.add(() -> work.of(payment)));
            List<String> said = new ArrayList<>();
            for (Future<Optional<String>> result : threads.invokeAll(tasks)) {
                result.get().ifPresent(said::add);
            }
            return said;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionsException("the import was interrupted", "this process", "run the same command again");
        } finally {
            threads.shutdownNow();
        }
    }
}
