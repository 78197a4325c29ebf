package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/** What each replica block of a table must have. */
final class Replicas {
    static final String NO_TABLE = "no DynamoDB table";

    private Replicas() {}

    /** Each copy of a table of the Cloud Control API must have the switch on; a finding names its region. */
    static void requireTrueOfGlobal(Resource table, String property, Verdicts verdicts, RuleDefinition rule) {
        Optional<GlobalTable> global = GlobalTable.of(table);
        if (global.isEmpty()) {
            verdicts.notApplicable(NO_TABLE);
            return;
        }
        String shown = GlobalTable.shown("Replicas." + property);
        if (global.get().replicas().isEmpty()) {
            verdicts.unknown(GlobalTable.STATE, table.attribute(GlobalTable.STATE));
        }
        for (Block replica : global.get().replicas()) {
            Value value = replica.attribute(property);
            if (value.isTrue()) {
                verdicts.pass(shown, value);
            } else {
                verdicts.fail("replica::" + GlobalTable.region(replica), shown, value.toString(), rule.expects());
            }
        }
    }

    /** Each replica must have the switch on; a finding names its region. */
    static void requireTrue(Resource table, String attribute, Verdicts verdicts, RuleDefinition rule) {
        for (Block replica : table.blocks("replica")) {
            Value value = replica.attribute(attribute);
            String shown = "replica." + attribute;
            if (value.isTrue()) {
                verdicts.pass(shown, value);
            } else {
                verdicts.fail(
                        "replica::" + replica.attribute("region_name").text(), shown, value.toString(), rule.expects());
            }
        }
    }
}
