package payments.infrastructure.guardrail.rules.database;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/** What RDS refuses of an instance that is in no cluster. */
final class InstanceArguments {
    /** Sources: RDS API reference, "CreateDBInstance", parameter Engine. */
    private static final Set<String> ENGINES = Set.of(
            "postgres",
            "mysql",
            "mariadb",
            "db2-ae",
            "db2-se",
            "oracle-ee",
            "oracle-ee-cdb",
            "oracle-se2",
            "oracle-se2-cdb",
            "sqlserver-ee",
            "sqlserver-se",
            "sqlserver-ex",
            "sqlserver-web",
            "sqlserver-dev-ee",
            "custom-oracle-ee",
            "custom-oracle-ee-cdb",
            "custom-oracle-se2",
            "custom-oracle-se2-cdb",
            "custom-sqlserver-ee",
            "custom-sqlserver-se",
            "custom-sqlserver-web",
            "custom-sqlserver-dev");

    private InstanceArguments() {}

    static void examine(Resource instance, Objections objections) {
        Engine engine = Engine.of(instance);
        Value written = instance.attribute("engine");
        if (written.isKnown() && engine.isAurora()) {
            objections.add(
                    instance,
                    "engine",
                    "an engine of single instances; Aurora's are aws_rds_cluster with aws_rds_cluster_instance");
        } else {
            objections.addIf(
                    written.isKnown() && !ENGINES.contains(written.text()),
                    instance,
                    "engine",
                    "an engine that RDS has, such as postgres");
        }
        if (Databases.isReplica(instance)) {
            examineReplica(instance, objections);
        } else if (!startsFromCopy(instance)) {
            examineNew(instance, engine, objections);
        }
        DailyWindows.examine(instance, "backup_window", "maintenance_window", objections);
        StorageLimits.examine(instance, engine, objections);
        EngineFeatures.examine(instance, engine, objections);
        Monitoring.examine(instance, objections);
        Administrators.examine(instance, engine, "username", "password", "db_name", objections);
        objections.addIf(
                instance.attribute("multi_az").isTrue() && instance.has("availability_zone"),
                instance,
                "availability_zone",
                "no zone: with multi_az, RDS chooses two");
        examineZone(instance, objections);
        examineKey(instance, objections);
    }

    static void examineZone(Resource instance, Objections objections) {
        Value zone = instance.attribute("availability_zone");
        objections.addIf(
                zone.isKnown() && !instance.region().isEmpty() && !zone.text().startsWith(instance.region()),
                instance,
                "availability_zone",
                "a zone of " + instance.region());
    }

    private static void examineKey(Resource instance, Objections objections) {
        Value encrypted = instance.attribute("storage_encrypted");
        boolean off = encrypted.isAbsent() || encrypted.isFalse();
        objections.addIf(
                instance.has("kms_key_id") && off && !Databases.isReplica(instance) && !startsFromCopy(instance),
                instance,
                "storage_encrypted",
                "true, since kms_key_id names a key");
    }

    /** Whether it begins as a copy, which has the engine, the size and the administrator of the original. */
    private static boolean startsFromCopy(Resource instance) {
        return instance.has("snapshot_identifier")
                || instance.has("restore_to_point_in_time")
                || instance.has("s3_import");
    }

    private static void examineNew(Resource instance, Engine engine, Objections objections) {
        objections.addIf(instance.attribute("engine").isAbsent(), instance, "engine", "an engine, such as postgres");
        objections.addIf(
                instance.attribute("allocated_storage").isAbsent() && !engine.isAurora(),
                instance,
                "allocated_storage",
                "a size in GiB");
    }

    /** A replica has engine, name and administrator of its source, which must have backups. */
    private static void examineReplica(Resource replica, Objections objections) {
        objections.addEach(
                replica,
                "nothing: a replica has that of its source",
                "username",
                "manage_master_user_password",
                "db_name",
                "snapshot_identifier",
                "character_set_name");
        Optional<Resource> source = replica.follow("replicate_source_db", Databases.INSTANCE);
        Value written = replica.attribute("engine");
        source.ifPresent(original -> {
            Engine theirs = Engine.of(original);
            objections.addIf(
                    written.isKnown() && theirs.isKnown() && !written.is(theirs.name()),
                    replica,
                    "engine",
                    "that of the source, which is " + theirs.name());
            objections.addIf(
                    hasNoBackups(original),
                    replica,
                    "replicate_source_db",
                    "a source with backups: %s has backup_retention_period 0".formatted(original.address()));
            boolean elsewhere = !original.region().equals(replica.region());
            objections.addIf(
                    elsewhere
                            && !replica.attribute("replicate_source_db").text().startsWith("arn:"),
                    replica,
                    "replicate_source_db",
                    "the ARN of a source in another region");
            objections.addIf(
                    elsewhere && original.attribute("storage_encrypted").isTrue() && !replica.has("kms_key_id"),
                    replica,
                    "kms_key_id",
                    "a key of %s, since the source is encrypted with one of another region"
                            .formatted(replica.region()));
        });
    }

    /** Whether the program itself says so; the provider's default is no backups. */
    static boolean hasNoBackups(Resource instance) {
        Value days = instance.attribute("backup_retention_period");
        return days.is("0") || (days.isAbsent() && !Databases.isReplica(instance) && !startsFromCopy(instance));
    }
}
