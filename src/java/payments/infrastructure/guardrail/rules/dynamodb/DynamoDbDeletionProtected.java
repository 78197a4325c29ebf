package payments.infrastructure.guardrail.rules.dynamodb;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * A table of production cannot be deleted by one call; each replica has a switch of its own that is off by default. Other
 * environments must be easy to remove, and hold no payments that count.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html">AWS: deletion protection</a>
 */
@Guardrail(
        id = "ddb-deletion-protection",
        severity = Severity.HIGH,
        expects = "deletion protection on the table and on every replica",
        fix = "set deletion_protection_enabled on the table and in each replica block",
        why = "One wrong call would delete every payment",
        sources = "DynamoDB.6")
final class DynamoDbDeletionProtected extends ResourceRule {

    DynamoDbDeletionProtected() {
        super("aws_dynamodb_table", "aws_dynamodb_table_replica", GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (!table.isProduction()) {
            verdicts.notApplicable("not production");
            return;
        }
        if (table.type().equals(GlobalTable.TYPE)) {
            Replicas.requireTrueOfGlobal(table, "DeletionProtectionEnabled", verdicts, definition());
            return;
        }
        verdicts.require(table, "deletion_protection_enabled", Value::isTrue);
        Replicas.requireTrue(table, "deletion_protection_enabled", verdicts, definition());
    }
}
