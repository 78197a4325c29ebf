package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on relational databases. */
public final class DatabaseRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new RdsEncrypted(),
            new RdsNotPublic(),
            new RdsTransportEncrypted(),
            new RdsLogsExported(),
            new RdsAuditParametersSet(),
            new RdsParametersSafe(),
            new RdsBackupsRetained(),
            new RdsDeletionGuarded(),
            new RdsMultiAz(),
            new RdsIamAuthenticationOn(),
            new RdsPasswordNotWritten(),
            new RdsAdministratorNamed(),
            new RdsMinorUpgradesOn(),
            new RdsEventsSubscribed(),
            new RdsEventSourcesExist(),
            new RdsArgumentsAgree(),
            new RdsGroupsFit(),
            new RdsParametersAccepted(),
            new RdsSnapshotsSafe(),
            new RdsProxyRequiresTls(),
            new RdsObservable());

    private DatabaseRules() {}
}
