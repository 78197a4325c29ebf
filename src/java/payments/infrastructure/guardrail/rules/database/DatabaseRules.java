package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on relational databases. */
public final class DatabaseRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new Encrypted(),
            new NotPublic(),
            new TransportEncrypted(),
            new LogsExported(),
            new AuditParametersSet(),
            new BackupsKept(),
            new DeletionGuarded(),
            new SeveralZones(),
            new RoleAuthenticationOn(),
            new PasswordNeverWritten(),
            new AdministratorNamed(),
            new MinorUpgradesOn(),
            new EventsSubscribed(),
            new SnapshotsSafe(),
            new ProxyEncrypted(),
            new Observable());

    private DatabaseRules() {}
}
