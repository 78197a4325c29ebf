package payments.service.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One TransactWriteItems: writes that happen together or not at all, each with a name, so that the one whose condition
 * failed can be named.
 *
 * <p>Its token makes a repetition of the same request harmless for ten minutes (API reference, TransactWriteItems); after
 * that, and in stores that know no tokens, the conditions and the {@code write_id} do.
 */
final class Transaction {
    /** What became of it. */
    sealed interface Result {
        /** One method for each case: a new case does not compile until every place handles it. */
        interface Cases<R> {
            R done();

            R failed(String write, Map<String, AttributeValue> item);

            R contended();
        }

        /** Handles the case that this is. */
        <R> R match(Cases<R> cases);

        /** Committed. */
        record Done() implements Result {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.done();
            }
        }

        /** The first write whose condition failed, and the item in its way; empty when there is none. */
        record Failed(String write, Map<String, AttributeValue> item) implements Result {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.failed(write, item);
            }
        }

        /** Cancelled by concurrent transactions each time. */
        record Contended() implements Result {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.contended();
            }
        }
    }

    private static final Set<String> THROTTLED =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");
    private static final String CONFLICT = "TransactionConflict";
    private static final String CONDITION = "ConditionalCheckFailed";

    private final String table;
    private final String token;
    private final List<String> names = new ArrayList<>();
    private final Set<String> yielding = new HashSet<>();
    private final List<TransactWriteItem> writes = new ArrayList<>();

    /**
     * Begins one.
     *
     * @param token the same for every attempt to have this one effect, 1 to 36 characters
     */
    Transaction(String table, String token) {
        this.table = table;
        this.token = token;
    }

    /** Adds an item under a condition on what is there. */
    Transaction put(String name, Map<String, AttributeValue> item, Condition condition) {
        return put(name, table, item, condition);
    }

    /** Adds an item of another table under a condition on what is there. */
    Transaction put(String name, String other, Map<String, AttributeValue> item, Condition condition) {
        return add(
                name,
                TransactWriteItem.builder()
                        .put(Put.builder()
                                .tableName(other)
                                .item(item)
                                .conditionExpression(condition.expression())
                                .expressionAttributeNames(condition.names())
                                .expressionAttributeValues(condition.valuesOrNull())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build())
                        .build());
    }

    /** Adds an item that others write too: where they are in its way, and in the way of nothing else, this write has failed. */
    Transaction putUnlessBusy(String name, Map<String, AttributeValue> item, Condition condition) {
        yielding.add(name);
        return put(name, item, condition);
    }

    /** Sets attributes of an item under a condition. */
    Transaction update(
            String name, Map<String, AttributeValue> key, Map<String, AttributeValue> set, Condition condition) {
        Map<String, String> names = new HashMap<>(condition.names());
        Map<String, AttributeValue> values = new HashMap<>(condition.values());
        List<String> assignments = new ArrayList<>();
        set.forEach((attribute, value) -> {
            names.put("#" + attribute, attribute);
            values.put(":new_" + attribute, value);
            assignments.add("#%s = :new_%s".formatted(attribute, attribute));
        });
        return add(
                name,
                TransactWriteItem.builder()
                        .update(Update.builder()
                                .tableName(table)
                                .key(key)
                                .updateExpression("SET " + String.join(", ", assignments))
                                .conditionExpression(condition.expression())
                                .expressionAttributeNames(names)
                                .expressionAttributeValues(values)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build())
                        .build());
    }

    /** Requires a condition without writing. */
    Transaction check(String name, Map<String, AttributeValue> key, Condition condition) {
        return add(
                name,
                TransactWriteItem.builder()
                        .conditionCheck(ConditionCheck.builder()
                                .tableName(table)
                                .key(key)
                                .conditionExpression(condition.expression())
                                .expressionAttributeNames(condition.names())
                                .expressionAttributeValues(condition.valuesOrNull())
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build())
                        .build());
    }

    /** Runs it, again and again while only others are in its way. */
    Result run(DynamoDbClient client, DynamoDbCalls calls, Backoff backoff, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            try {
                calls.call(
                        deadline,
                        limit -> client.transactWriteItems(request -> request.transactItems(writes)
                                .clientRequestToken(token)
                                .overrideConfiguration(limit)));
                return new Result.Done();
            } catch (TransactionCanceledException e) {
                List<CancellationReason> reasons = e.cancellationReasons();
                if (reasons.stream().anyMatch(this::isOurs)) {
                    return new Result.Done();
                }
                int failed = firstWith(reasons, Set.of(CONDITION));
                if (failed >= 0) {
                    return new Result.Failed(
                            names.get(failed), reasons.get(failed).item());
                }
                Optional<String> busy = busy(reasons);
                if (busy.isPresent()) {
                    return new Result.Failed(busy.get(), Map.of());
                }
                boolean throttled = firstWith(reasons, THROTTLED) >= 0;
                if (!throttled && firstWith(reasons, Set.of(CONFLICT)) < 0) {
                    throw e;
                }
                if (!backoff.pause(attempt, deadline)) {
                    if (throttled) {
                        throw new UnavailableException("the payment table", e);
                    }
                    return new Result.Contended();
                }
            }
        }
    }

    private Transaction add(String name, TransactWriteItem write) {
        names.add(name);
        writes.add(write);
        return this;
    }

    /** An earlier attempt of this very transaction was committed and its answer got lost. */
    private boolean isOurs(CancellationReason reason) {
        return reason.hasItem() && Attributes.text(token).equals(reason.item().get(Attributes.WRITE_ID));
    }

    /** The write that alone is in the way of others and need not be. */
    private Optional<String> busy(List<CancellationReason> reasons) {
        List<String> inTheWay = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            String code = reasons.get(i).code();
            if (CONFLICT.equals(code) || (code != null && THROTTLED.contains(code))) {
                inTheWay.add(names.get(i));
            }
        }
        return !inTheWay.isEmpty() && yielding.containsAll(inTheWay) ? Optional.of(inTheWay.get(0)) : Optional.empty();
    }

    private static int firstWith(List<CancellationReason> reasons, Set<String> codes) {
        for (int i = 0; i < reasons.size(); i++) {
            if (codes.contains(reasons.get(i).code())) {
                return i;
            }
        }
        return -1;
    }
}
