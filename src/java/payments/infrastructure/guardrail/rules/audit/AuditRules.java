package payments.infrastructure.guardrail.rules.audit;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on trails and configuration records. */
public final class AuditRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new CloudTrailMultiRegion(),
            new CloudTrailValidated(),
            new CloudTrailEncrypted(),
            new CloudTrailSearchable(),
            new CloudTrailDataEventsRecorded(),
            new CloudTrailBucketGuarded(),
            new ConfigChangesRecorded(),
            new ConfigRulesAccepted(),
            new ConfigPciPackDeployed());

    private AuditRules() {}
}
