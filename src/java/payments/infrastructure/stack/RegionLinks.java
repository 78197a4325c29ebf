package payments.infrastructure.stack;

import java.util.List;
import java.util.Map;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Environment;
import payments.infrastructure.data.DatabaseBackupCopy;
import payments.infrastructure.data.DatabaseReadReplica;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.storage.DocumentReplication;
import payments.infrastructure.storage.DocumentsBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What connects a region to those of lower priority. It lives in the stack of the higher one, so the others can be planned
 * and applied while that region is down.
 */
final class RegionLinks extends Construct {
    private static final int ONE_MINUTE = 60;
    private static final int FIVE_MINUTES = 300;
    private static final int LAG_SECONDS = 30;

    private final Environment environment;
    private final List<StandbyRegion> standbys;

    RegionLinks(Construct scope, String id, Environment environment, List<StandbyRegion> standbys) {
        super(scope, id);
        this.environment = environment;
        this.standbys = List.copyOf(standbys);
    }

    /** Peers this network with each standby's. */
    RegionLinks peer(RegionPeering.Side own) {
        if (environment.peersNetworks()) {
            standbys.forEach(
                    standby -> new RegionPeering(this, "peering-" + standby.code(), own, standby.peeringSide()));
        }
        return this;
    }

    /** Copies the primary's documents to each standby. */
    RegionLinks replicate(Placement placement, DocumentsBucket documents, String topicArn) {
        if (environment.replicatesDocuments()) {
            List<DocumentReplication.Target> targets = standbys.stream()
                    .map(standby -> new DocumentReplication.Target(
                            standby.placement(), standby.output(RegionOutputs.DOCUMENTS_KEY_ARN)))
                    .toList();
            new DocumentReplication(this, "documents", placement, documents, targets);
            standbys.forEach(standby -> watchReplication(placement, documents, standby.placement(), topicArn));
        }
        return this;
    }

    /** One lost document is one too many, and S3 tells nobody. */
    private void watchReplication(Placement placement, DocumentsBucket documents, Placement standby, String topicArn) {
        new Alarm(
                this,
                "documents-replication-" + standby.region(),
                placement,
                topicArn,
                "S3 could not copy a document to " + standby.region(),
                new Metric(
                        "AWS/S3",
                        "OperationsFailedReplication",
                        "Maximum",
                        Map.of(
                                "SourceBucket",
                                documents.name(),
                                "DestinationBucket",
                                standby.name(ResourceName.DOCUMENTS_BUCKET),
                                "RuleId",
                                DocumentReplication.ruleTo(standby))),
                new Alarm.Above(0, ONE_MINUTE, 1));
    }

    /** Brings the home's database to each standby that can take payments, as the settings ask. */
    void copyDatabase(PostgresDatabase database, DatabaseSettings settings, TopicOf topics) {
        for (StandbyRegion standby : standbys) {
            if (standby.services() && environment.databaseCopy() == DatabaseCopy.BACKUPS) {
                copyBackups(database, settings, standby);
            } else if (standby.services() && environment.databaseCopy() == DatabaseCopy.READ_REPLICA) {
                readReplica(database, settings, standby, topics);
            }
        }
    }

    private void copyBackups(PostgresDatabase database, DatabaseSettings settings, StandbyRegion standby) {
        new DatabaseBackupCopy(
                this,
                "database-backups-" + standby.code(),
                standby.placement(),
                database,
                settings,
                standby.output(RegionOutputs.DATABASE_KEY_ARN));
    }

    private void readReplica(
            PostgresDatabase database, DatabaseSettings settings, StandbyRegion standby, TopicOf topics) {
        DatabaseReadReplica replica = new DatabaseReadReplica(
                this,
                "database-replica-" + standby.code(),
                new DatabaseReadReplica.Location(
                        standby.placement(),
                        standby.output(RegionOutputs.DATABASE_SECURITY_GROUP_ID),
                        standby.output(RegionOutputs.DATABASE_KEY_ARN)),
                database,
                settings,
                environment.settings().protection());
        new Alarm(
                replica,
                "database-replica-lag",
                standby.placement(),
                topics.in(standby),
                "The replica of the database is over %d seconds behind".formatted(LAG_SECONDS),
                Metric.ofDatabase(replica.identifier(), "ReplicaLag", "Maximum"),
                new Alarm.Above(LAG_SECONDS, FIVE_MINUTES, 2));
    }

    /** The alert topic of a region: an alarm can only tell a topic of its own region. */
    interface TopicOf {
        String in(StandbyRegion region);
    }
}
