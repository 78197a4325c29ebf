package payments.infrastructure.guardrail.rules.audit;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on trails and configuration records. */
public final class AuditRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new TrailEverywhere(),
            new TrailValidated(),
            new TrailEncrypted(),
            new TrailSearchable(),
            new DataEventsRecorded(),
            new TrailBucketGuarded(),
            new ConfigurationRecorded(),
            new StandardChecked());

    private AuditRules() {}
}
