package payments.drill.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import payments.drill.engine.Items;
import payments.drill.evidence.Answers.KeyPromise;
import payments.drill.evidence.Answers.Promise;
import payments.service.domain.Payment;
import payments.service.outbox.PaymentEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be true of log, tables, answers, ledgers and topics when everything has come to rest: R1, R2 and R5. It
 * shares no code with the service: it reads items as they lie there.
 */
public final class Judgement {
    /** What only names the write, or the kind of the item. */
    private static final Set<String> OF_THE_TABLE =
            Set.of("write_id", "kind", "record_version", "expires_at", "from_log");

    private final Evidence evidence;
    private final Map<String, NavigableMap<Long, Map<String, AttributeValue>>> log = new HashMap<>();

    private Judgement(Evidence evidence) {
        this.evidence = evidence;
        evidence.log().forEach(item -> {
            if (Items.text(item, "kind").equals("effect")) {
                log.computeIfAbsent(Items.text(item, "payment_id"), id -> new TreeMap<>())
                        .put(Items.number(item, "version"), item);
            }
        });
    }

    /** Throws the first violation. */
    public static void pass(Evidence evidence) {
        new Judgement(evidence).checks().forEach(Runnable::run);
    }

    /** All violations, of each check the first. */
    public static List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        for (Runnable check : new Judgement(evidence).checks()) {
            try {
                check.run();
            } catch (Violation violation) {
                found.add(violation);
            }
        }
        return found;
    }

    private List<Runnable> checks() {
        List<Runnable> checks = new ArrayList<>();
        checks.add(() -> log.forEach(Judgement::judgePayment));
        checks.add(() -> evidence.answers().promises().forEach(this::judgePromise));
        checks.add(() -> evidence.answers().keys().forEach(this::judgeKey));
        checks.add(() -> evidence.answers().readings().forEach(this::judgeReading));
        for (RegionEvidence region : evidence.regions()) {
            checks.add(() -> judgeTable(region));
            region.ledger().ifPresent(ledger -> checks.add(() -> judgeLedger(region, ledger)));
        }
        checks.add(() -> judgeTopic(evidence.topic()));
        checks.add(() -> {
            List<String> doubles = Doubles.of(evidence.regions());
            if (!doubles.isEmpty()) {
                throw new Violation("R1", doubles.toString());
            }
        });
        return checks;
    }

    private static void judgePayment(String id, NavigableMap<Long, Map<String, AttributeValue>> effects) {
        if (effects.firstKey() != 1 || effects.lastKey() != effects.size()) {
            throw new Violation("R1 (I1)", "%s has the versions %s".formatted(id, effects.keySet()));
        }
        Set<String> operations = new HashSet<>();
        for (Map<String, AttributeValue> effect : effects.values()) {
            String operation = operationOf(effect);
            long captured = Items.number(effect, "captured");
            if (!operations.add(operation)) {
                throw new Violation("R1 (I2)", "%s happened twice to %s".formatted(operation, id));
            }
            boolean failedAndPaid = Items.text(effect, "status").equals("failed") && captured > 0;
            if (captured > Items.number(effect, "amount")
                    || Items.number(effect, "refunded") > captured
                    || failedAndPaid) {
                throw new Violation("R1 (I3)", "%s".formatted(effect));
            }
        }
    }

    private static String operationOf(Map<String, AttributeValue> effect) {
        return effect.containsKey("operation") ? Items.text(effect, "operation") : "create";
    }

    private void judgePromise(Promise promise) {
        boolean there = log.getOrDefault(promise.payment().value(), new TreeMap<>()).values().stream()
                .anyMatch(effect -> operationOf(effect).equals(promise.operation()));
        if (!there) {
            throw new Violation("R2 (I4)", "%s was promised and is not in the log".formatted(promise));
        }
    }

    /** A payment that was answered to a key had the key stand for it first. */
    private void judgeKey(KeyPromise promise) {
        if (!evidence.watch()
                .stoodFor(promise.byKey().value(), promise.payment().value())) {
            throw new Violation("R1 (I2)", "%s was answered and its key never stood for it".formatted(promise));
        }
    }

    private void judgeTable(RegionEvidence region) {
        Map<String, Map<String, AttributeValue>> payments = new HashMap<>();
        region.items("payment").forEach(item -> payments.put(Items.text(item, "payment_id"), item));
        if (!payments.keySet().equals(log.keySet())) {
            throw new Violation(
                    "R2 (I5)", "%s has %s, the log %s".formatted(region.name(), payments.keySet(), log.keySet()));
        }
        payments.forEach((id, payment) -> {
            Map<String, AttributeValue> newest =
                    log.getOrDefault(id, new TreeMap<>()).lastEntry().getValue();
            payment.forEach((name, value) -> {
                if (!OF_THE_TABLE.contains(name) && !value.equals(newest.get(name))) {
                    throw new Violation(
                            "R2 (I5)", "%s: %s has %s, the log %s".formatted(region.name(), id, payment, newest));
                }
            });
        });
        for (String kind : List.of("event", "audit", "operation")) {
            long expected = log.values().stream()
                    .mapToLong(effects -> kind.equals("operation") ? effects.size() - 1 : effects.size())
                    .sum();
            if (region.items(kind).size() != expected) {
                throw new Violation(
                        "R2 (I5)",
                        "%s has %d items of kind %s, the log %d effects"
                                .formatted(region.name(), region.items(kind).size(), kind, expected));
            }
        }
    }

    /** Whatever a reader saw, the payment stood like this at some time. */
    private void judgeReading(Payment read) {
        Map<String, AttributeValue> effect = log.getOrDefault(read.id().value(), new TreeMap<>())
                .getOrDefault(read.progress().version(), Map.of());
        boolean same = !effect.isEmpty()
                && Items.text(effect, "status").equals(read.status().word())
                && Items.number(effect, "captured") == read.progress().capturedMinorUnits()
                && Items.number(effect, "refunded") == read.progress().refundedMinorUnits();
        if (!same) {
            throw new Violation("R2 (I4)", "%s was read, the log has %s".formatted(read, effect));
        }
    }

    /** What every effect is to be heard and posted as. */
    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        log.forEach((id, effects) -> effects.forEach((version, effect) ->
                facts.put(id + "#" + version, Items.text(effect, "type") + " " + Items.number(effect, "moved"))));
        return facts;
    }

    private static String fact(PaymentEvent event) {
        return event.type().word() + " " + event.money().minorUnits();
    }

    private void judgeLedger(RegionEvidence region, Ledger ledger) {
        Map<String, String> posted = new HashMap<>();
        ledger.entries().forEach((name, event) -> posted.put(name, fact(event)));
        if (!posted.equals(facts())) {
            throw new Violation("R5 (I6)", "%s has posted %s, the log %s".formatted(region.name(), posted, facts()));
        }
        if (region.items("event").stream().anyMatch(event -> event.containsKey("outbox_shard"))) {
            throw new Violation("R5 (I7)", "%s still has events on their way out".formatted(region.name()));
        }
    }

    private void judgeTopic(Topic topic) {
        Map<String, String> heard = new HashMap<>();
        topic.heard().forEach(event -> heard.put(event.paymentId().value() + "#" + event.sequence(), fact(event)));
        if (!heard.equals(facts())) {
            throw new Violation("R5 (I7)", "heard are %s, the log has %s".formatted(heard, facts()));
        }
        log.values().forEach(effects -> effects.values().forEach(effect -> {
            if (!effect.containsKey("sent_at")) {
                throw new Violation("R5 (I7)", "the log does not say that this was published: %s".formatted(effect));
            }
        }));
    }
}
