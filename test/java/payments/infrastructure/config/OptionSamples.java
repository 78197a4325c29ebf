package payments.infrastructure.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the matrix of options cannot read from the records: values of texts, and what an option is of no use without. */
final class OptionSamples {
    /** Keys that have no variation of their own: one environment and its regions are the base of all, overrides repeat settings. */
    static final Set<String> LEFT_OUT = Set.of(
            "project",
            "suppressions",
            "partners",
            "environments.<name>.suffix",
            "environments.<name>.regions",
            "environments.<name>.overrides",
            "backend.s3.bucket");

    private static final Map<String, Object> INDEX = Map.of("name", "by-status", "partitionKey", "status");

    static final Map<String, List<Object>> BY_KEY = Map.ofEntries(
            Map.entry("settings.api.usagePlan.keyId", List.of("a1b2c3d4e5")),
            Map.entry("backend.standing", List.of("test")),
            Map.entry("backend.s3.region", List.of("{region}", "eu-west-1")),
            Map.entry("backend.s3.keyPrefix", List.of("states")),
            Map.entry("backend.s3.kmsKeyId", List.of("alias/states", "alias/states-{environment}-{region}")),
            Map.entry("backend.s3.lockTable", List.of("locks", "locks-{environment}-{region}")),
            Map.entry("backend.cloud.organization", List.of("acme")),
            Map.entry("backend.cloud.hostname", List.of("terraform.example.com")),
            Map.entry("backend.cloud.project", List.of("payments")),
            Map.entry("terraform.version", List.of(">= 1.11.0", "~> 1.12")),
            Map.entry("terraform.awsProvider", List.of("~> 5.100")),
            Map.entry("tags.repository", List.of("payments")),
            Map.entry("tags.author", List.of("somebody")),
            Map.entry("tags.pullRequest", List.of("42")),
            Map.entry("tags.team", List.of("payments")),
            Map.entry("tags.environment", List.of("live")),
            Map.entry("tags.managedBy", List.of("terraform")),
            Map.entry("tags.createdAt", List.of("2026-11-28")),
            Map.entry(
                    "tags.more",
                    List.of(
                            List.of(),
                            List.of(Map.of("key", "CostCenter", "value", "4711")),
                            List.of(Map.of("key", "Service", "value", "keys", "resources", "aws_kms_key keys/logs")))),
            Map.entry("names.database", List.of("db")),
            Map.entry("names.loadBalancer", List.of("alb")),
            Map.entry("settings.table.partitionKey", List.of("id")),
            Map.entry("settings.table.sortKey", List.of("made_at")),
            Map.entry("settings.table.timestamp", List.of("made_at")),
            Map.entry("settings.table.indexes", List.of(List.of(INDEX))),
            Map.entry("settings.table.auditTable.partitionKey", List.of("id")),
            Map.entry("settings.table.auditTable.indexes", List.of(List.of(INDEX))),
            Map.entry("settings.database.engine", List.of("postgres", "aurora-postgresql")),
            Map.entry("settings.database.engineVersion", List.of("17", "17.6", "13")),
            Map.entry("settings.database.instanceClass", List.of("db.t4g.micro", "db.r7g.large")),
            Map.entry("settings.database.backupWindow", List.of("01:00-02:00")),
            Map.entry("settings.database.maintenanceWindow", List.of("sun:23:30-mon:00:30")),
            Map.entry("settings.database.databaseName", List.of("ledger")),
            Map.entry("settings.database.userName", List.of("keeper")),
            Map.entry(
                    "settings.database.snapshotIdentifier",
                    List.of(
                            "before-the-move",
                            "rds:payment-db-2026-11-28-03-05",
                            "arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:before-the-move")),
            Map.entry("settings.api.jwt.issuer", List.of("https://login.example.com/realm")),
            Map.entry("settings.api.jwt.audience", List.of(List.of("payments", "refunds"))),
            Map.entry("settings.api.stageName", List.of("live")),
            Map.entry("settings.api.environment", List.of("production")),
            Map.entry("settings.api.cors.origin", List.of("https://app.example.com:8443", "*")),
            Map.entry("settings.api.cors.headers", List.of(List.of("Idempotency-Key"))),
            Map.entry("settings.dns.domain", List.of("pay.example.com")),
            Map.entry("settings.dns.subdomain", List.of("dev")),
            Map.entry("settings.dns.zoneId", List.of("Z08123456ABCDEFGHIJKL")),
            Map.entry("settings.effectLog.witness", List.of("eu-west-3", "us-east-1")),
            Map.entry(
                    "settings.events.subscriptions",
                    List.of(
                            List.of(),
                            List.of(Map.of("name", "mail", "protocol", "email", "endpoint", "team@example.com")),
                            List.of(Map.of("name", "web", "protocol", "https", "endpoint", "https://example.com/hook")),
                            List.of(Map.of(
                                    "name",
                                    "queue",
                                    "protocol",
                                    "sqs",
                                    "endpoint",
                                    "arn:aws:sqs:eu-west-1:123456789012:events",
                                    "types",
                                    List.of("captured"))))),
            Map.entry(
                    "settings.alerts.subscriptions",
                    List.of(
                            List.of(Map.of("protocol", "email", "endpoint", "team@example.com")),
                            List.of(Map.of("protocol", "https", "endpoint", "https://example.com/hook")),
                            List.of(Map.of(
                                    "protocol",
                                    "sqs",
                                    "endpoint",
                                    "arn:aws:sqs:eu-west-1:123456789012:alerts",
                                    "filter",
                                    "{\"NewStateValue\": [\"ALARM\"]}")))),
            Map.entry("environments.<name>.account", List.of("123456789012")),
            Map.entry("environments.<name>.assumeRole", List.of("deploy")),
            Map.entry(
                    "environments.<name>.operators",
                    List.of(
                            "arn:aws:iam::123456789012:role/operators",
                            "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/*")));

    private OptionSamples() {}

    /** The base with what an option needs, so that it is seen at work and not only refused. */
    static Variation accompanied(Variation base, String path) {
        Variation file = base;
        if (path.startsWith("settings.network")) {
            file = file.with("settings.network", new LinkedHashMap<>());
        }
        if (path.startsWith("settings.documents") || path.startsWith("settings.links")) {
            file = file.with("settings.documents", new LinkedHashMap<>());
        }
        if (path.startsWith("settings.database")
                || path.startsWith("settings.ledger")
                || path.startsWith("settings.links")) {
            file = file.with("settings.database", new LinkedHashMap<>());
        }
        if (path.startsWith("settings.database.aurora")) {
            file = file.with("settings.database.engine", "aurora-postgresql")
                    .with("settings.database.instanceClass", "db.serverless")
                    .with("settings.links.databaseCopy", "none");
        }
        if (path.startsWith("settings.ledger")) {
            file = file.with("settings.events", new LinkedHashMap<>());
        }
        if (path.startsWith("settings.effectLog")) {
            file = file.with("settings.events", new LinkedHashMap<>());
            file = file.regions() == 2 ? file.with("settings.effectLog.witness", "eu-west-2") : file;
        }
        if (path.startsWith("settings.workflow") || path.equals("settings.api.captureRoute")) {
            file = file.with("settings.queue", new LinkedHashMap<>())
                    .with("settings.events", new LinkedHashMap<>())
                    .with("settings.workflow", new LinkedHashMap<>());
        }
        if (path.equals("settings.alerts.topic")) {
            file = file.with("settings.events", new LinkedHashMap<>());
        }
        if (path.equals("settings.api.awsName")) {
            file = file.with("settings.dns.domain", "pay.example.com")
                    .with("settings.dns.zoneId", "Z08123456ABCDEFGHIJKL");
        }
        if (path.startsWith("settings.batch")) {
            file = file.with("settings.queue", new LinkedHashMap<>());
        }
        if (path.startsWith("settings.api.jwt")) {
            file = file.with("settings.firewall", "none")
                    .with("settings.api.type", "http")
                    .with("settings.api.authorization", "jwt")
                    .with("settings.api.jwt.issuer", "https://login.example.com")
                    .with("settings.api.jwt.audience", List.of("payments"));
        }
        if (path.startsWith("settings.api.cors")) {
            file = file.with("settings.api.cors.origin", "https://app.example.com");
        }
        if (path.startsWith("settings.dns.")) {
            file = file.with("settings.dns.domain", "pay.example.com")
                    .with("settings.dns.zoneId", "Z08123456ABCDEFGHIJKL");
        }
        if (path.startsWith("backend.s3") || path.equals("backend.standing")) {
            file = file.with("backend.type", "s3").with("backend.s3.bucket", "acme-{environment}-{region}");
        }
        if (path.startsWith("backend.cloud")) {
            file = file.with("backend.type", "cloud").with("backend.cloud.organization", "acme");
        }
        if (path.equals("environments.<name>.assumeRole")) {
            file = file.with("environments.<name>.account", "123456789012");
        }
        return file;
    }
}
