package payments.infrastructure.guardrail.rules.dynamodb;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * Tables and all their replicas can be restored to any second; each replica has a switch of its own that is off by default.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html">AWS: point-in-time recovery</a>
 */
@Guardrail(
        id = "ddb-pitr",
        severity = Severity.HIGH,
        expects = "point-in-time recovery on the table and on every replica",
        fix = "set point_in_time_recovery.enabled and replica.point_in_time_recovery to true",
        why = "A wrong deployment can overwrite every payment; only a backup from the second before helps",
        pci = {"10.3.3", "3.2.1"},
        sources = {"AwsSolutions-DDB3", "CKV_AWS_28", "AVD-AWS-0024", "DynamoDB.2", "DYNAMODB_PITR_ENABLED"})
final class DynamoDbPointInTimeRecoveryOn extends ResourceRule {

    DynamoDbPointInTimeRecoveryOn() {
        super("aws_dynamodb_table", "aws_dynamodb_table_replica", GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (table.type().equals(GlobalTable.TYPE)) {
            Replicas.requireTrueOfGlobal(
                    table, "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", verdicts, definition());
            return;
        }
        if (table.type().equals("aws_dynamodb_table_replica")) {
            verdicts.require(table, "point_in_time_recovery", Value::isTrue);
            return;
        }
        verdicts.require(table, "point_in_time_recovery.enabled", Value::isTrue);
        Replicas.requireTrue(table, "point_in_time_recovery", verdicts, definition());
    }
}
