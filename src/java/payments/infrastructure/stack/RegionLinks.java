package payments.infrastructure.stack;

import java.util.List;
import java.util.Map;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.DocumentSettings;
import payments.infrastructure.config.Environment;
import payments.infrastructure.data.AuroraDatabase;
import payments.infrastructure.data.AuroraGlobalDatabase;
import payments.infrastructure.data.Database;
import payments.infrastructure.data.DatabaseBackupCopy;
import payments.infrastructure.data.DatabaseReadReplica;
import payments.infrastructure.data.StandbyLocation;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.WatchedDatabase;
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
    private static final int GLOBAL_LAG_MILLISECONDS = 5000;

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
        DocumentSettings settings = environment.settings().documents();
        if (settings != null && environment.replicatesDocuments()) {
            boolean encrypted = settings.encryption() == BucketEncryption.KMS;
            List<DocumentReplication.Target> targets = standbys.stream()
                    .map(standby -> new DocumentReplication.Target(
                            standby.placement(), encrypted ? standby.output(RegionOutputs.DOCUMENTS_KEY_ARN) : null))
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
    void copyDatabase(Placement placement, Database database, DatabaseSettings settings, TopicOf topics) {
        for (StandbyRegion standby : standbys) {
            if (standby.services() && environment.databaseCopy() == DatabaseCopy.BACKUPS) {
                copyBackups(database, settings, standby);
            } else if (standby.services() && environment.databaseCopy() == DatabaseCopy.READ_REPLICA) {
                readReplica(database, settings, standby, topics);
            }
        }
        if (environment.databaseCopy() == DatabaseCopy.GLOBAL_DATABASE && database instanceof AuroraDatabase cluster) {
            globalDatabase(placement, cluster, settings, topics);
        }
    }

    private void globalDatabase(
            Placement placement, AuroraDatabase cluster, DatabaseSettings settings, TopicOf topics) {
        AuroraGlobalDatabase global = new AuroraGlobalDatabase(
                this,
                "global-database",
                placement,
                cluster,
                settings,
                environment.settings().protection(),
                environment.settings().logs());
        for (StandbyRegion standby : standbys) {
            if (standby.services()) {
                WatchedDatabase member = global.join(new StandbyLocation(
                        standby.placement(),
                        standby.output(RegionOutputs.DATABASE_SECURITY_GROUP_ID),
                        standby.output(RegionOutputs.DATABASE_KEY_ARN),
                        standby.output(RegionOutputs.LOGS_KEY_ARN)));
                DatabaseCopyWatch.over(
                        new Construct(this, "global-database-watch-" + standby.code()),
                        standby.placement(),
                        topics.in(standby),
                        member,
                        settings);
                new Alarm(
                        this,
                        "global-database-lag-" + standby.code(),
                        standby.placement(),
                        topics.in(standby),
                        "The member of the global database is over %d ms behind".formatted(GLOBAL_LAG_MILLISECONDS),
                        member.metric("AuroraGlobalDBReplicationLag", "Maximum"),
                        new Alarm.Above(GLOBAL_LAG_MILLISECONDS, ONE_MINUTE, 5));
            }
        }
    }

    private void copyBackups(Database database, DatabaseSettings settings, StandbyRegion standby) {
        new DatabaseBackupCopy(
                this,
                "database-backups-" + standby.code(),
                standby.placement(),
                database,
                settings,
                standby.output(RegionOutputs.DATABASE_KEY_ARN));
    }

    private void readReplica(Database database, DatabaseSettings settings, StandbyRegion standby, TopicOf topics) {
        DatabaseReadReplica replica = new DatabaseReadReplica(
                this,
                "database-replica-" + standby.code(),
                new StandbyLocation(
                        standby.placement(),
                        standby.output(RegionOutputs.DATABASE_SECURITY_GROUP_ID),
                        standby.output(RegionOutputs.DATABASE_KEY_ARN),
                        standby.output(RegionOutputs.LOGS_KEY_ARN)),
                database,
                settings,
                environment.settings().protection(),
                environment.settings().logs());
        DatabaseCopyWatch.over(replica, standby.placement(), topics.in(standby), replica.watched(), settings);
        new Alarm(
                replica,
                "database-replica-lag",
                standby.placement(),
                topics.in(standby),
                "The replica of the database is over %d seconds behind".formatted(LAG_SECONDS),
                replica.watched().metric("ReplicaLag", "Maximum"),
                new Alarm.Above(LAG_SECONDS, FIVE_MINUTES, 2));
    }

    /** The alert topic of a region: an alarm can only tell a topic of its own region. */
    interface TopicOf {
        String in(StandbyRegion region);
    }
}
