package payments.infrastructure.guardrail.rules.dynamodb;

import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Verdicts;

/** What each replica block of a table must have. */
final class Replicas {
    private Replicas() {}

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
