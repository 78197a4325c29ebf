package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on what AWS has, accepts and allows. */
public final class RealityRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new RdsVersionCreatable(),
            new RdsClassOffered(),
            new RdsBackupsReplicable(),
            new RegionKnown(),
            new RegionHasService(),
            new NameAccepted(),
            new DocumentSizeWithin(),
            new QuotaWithinDefault(),
            new CloudWatchMetricsExist(),
            new CloudWatchOwnMetricsReported(),
            new IamActionsExist(),
            new IamConditionKeysApply(),
            new IamResourcesFit(),
            new IamServicesNamed(),
            new IamStatementsAccepted(),
            new IamRoleServes(),
            new IamRoleTrusts(),
            new ArgumentsAccepted(),
            new StepFunctionsDefinitionAccepted());

    private RealityRules() {}
}
