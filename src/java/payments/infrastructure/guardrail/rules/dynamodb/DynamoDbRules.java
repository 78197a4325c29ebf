package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on DynamoDB tables. */
public final class DynamoDbRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new DynamoDbEncrypted(),
            new DynamoDbPointInTimeRecoveryOn(),
            new DynamoDbDeletionProtected(),
            new DynamoDbTimeToLiveFits(),
            new DynamoDbGlobalModeFits(),
            new DynamoDbCapacityBounded(),
            new DynamoDbKeysAgree(),
            new DynamoDbLogFollowed(),
            new DynamoDbOutboxFollowed(),
            new DynamoDbLogKept());

    private DynamoDbRules() {}
}
