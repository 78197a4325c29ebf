package payments.infrastructure.stack;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.data.AuditRecordsTable;
import payments.infrastructure.data.Database;
import payments.infrastructure.data.DatabaseEvents;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.AuditTableAlarms;
import payments.infrastructure.observability.CardDataMask;
import payments.infrastructure.observability.DatabaseAlarms;
import payments.infrastructure.observability.EdgeAlarms;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.observability.RegionAlarms;
import payments.infrastructure.observability.RegionDashboard;
import payments.infrastructure.security.KeyPurpose;

/** What looks at the services of a region: alarms, the dashboard, and the search for card data in their logs. */
final class RegionWatch {
    private final RegionContext context;
    private final AlertTopic alerts;

    RegionWatch(
            RegionContext context,
            RegionFoundation foundation,
            RegionLedger ledger,
            RegionService service,
            Map<String, EncryptedLogGroup> workerLogs) {
        this.context = context;
        this.alerts = foundation.alerts();
        Settings settings = context.settings();
        Database database = ledger.database();
        EntryMetrics entry = service.edge().entry().metrics();
        RegionAlarms.Watched watched = new RegionAlarms.Watched(
                service.function().name(),
                settings.function().timeoutSeconds(),
                database == null ? null : database.watched(),
                ledger.table().name());
        new RegionAlarms(context.stack(), "alarms", context.placement(), alerts.arn(), watched);
        AuditRecordsTable auditRecords = ledger.auditRecords();
        if (auditRecords != null) {
            new AuditTableAlarms(
                    context.stack(), "audit-table-alarms", context.placement(), alerts.arn(), auditRecords.name());
        }
        Map<String, EncryptedLogGroup> logs = service.logs();
        logs.putAll(workerLogs);
        CardDataMask mask = new CardDataMask(
                context.stack(),
                "card-data-mask",
                context.placement(),
                settings.logs(),
                foundation.keys().arn(KeyPurpose.LOGS),
                logs);
        new EdgeAlarms(
                context.stack(),
                "edge-alarms",
                context.placement(),
                alerts.arn(),
                watched,
                entry,
                new EdgeAlarms.Normal(settings.function().reservedConcurrency(), mask.findingsGroup(), alerts.name()));
        WebFirewall firewall = service.edge().firewall();
        new RegionDashboard(
                context.stack(),
                "dashboard",
                context.placement(),
                watched,
                entry,
                firewall == null ? null : firewall.name());
        watchDatabase(database, settings.database());
    }

    private void watchDatabase(@Nullable Database database, @Nullable DatabaseSettings settings) {
        if (database != null && settings != null) {
            new DatabaseAlarms(
                    context.stack(),
                    "database-alarms",
                    context.placement(),
                    alerts.arn(),
                    database.watched(),
                    settings);
            new DatabaseEvents(context.stack(), "database-events", context.placement(), alerts.arn(), database);
        }
    }
}
