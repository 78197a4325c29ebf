package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import java.util.List;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The logs that a database exports to CloudWatch: all that RDS offers (RDS guide, "Publishing Aurora PostgreSQL logs"). */
record ExportedLogs(String kind, List<String> names) {
    static final ExportedLogs OF_INSTANCE = new ExportedLogs("instance", List.of("postgresql", "upgrade"));
    static final ExportedLogs OF_CLUSTER = new ExportedLogs("cluster", List.of("postgresql"));

    /** Their log groups, for the database to depend on: RDS would create them itself, without our key and without an end. */
    List<CloudwatchLogGroup> groups(
            Construct scope, Placement placement, ResourceName database, LogSettings logs, KeyArn keyArn) {
        return names.stream()
                .map(log -> new EncryptedLogGroup(
                        scope,
                        log + "-log",
                        placement,
                        "/aws/rds/%s/%s/%s".formatted(kind, placement.name(database), log),
                        logs,
                        keyArn))
                .map(EncryptedLogGroup::resource)
                .toList();
    }
}
