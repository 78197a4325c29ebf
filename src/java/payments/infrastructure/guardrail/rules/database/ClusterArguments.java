package payments.infrastructure.guardrail.rules.database;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/** What RDS refuses of a cluster, of Aurora or of the kind with two readable standbys. */
final class ClusterArguments {
    private static final Set<String> ENGINES = Set.of("aurora-mysql", "aurora-postgresql", "mysql", "postgres");
    private static final String SCALING = "serverlessv2_scaling_configuration";
    private static final BigDecimal STEP = new BigDecimal("0.5");

    private ClusterArguments() {}

    static void examine(Resource cluster, Objections objections) {
        Engine engine = Engine.of(cluster);
        Value written = cluster.attribute("engine");
        objections.addIf(
                written.isKnown()
                        && !ENGINES.contains(written.text())
                        && !written.is("neptune")
                        && !written.is("docdb"),
                cluster,
                "engine",
                "aurora-postgresql, aurora-mysql, postgres or mysql");
        if (engine.isAurora()) {
            examineAurora(cluster, engine, objections);
        } else if (engine.isKnown()) {
            examineMultiAz(cluster, objections);
        }
        DailyWindows.examine(cluster, "preferred_backup_window", "preferred_maintenance_window", objections);
        EngineFeatures.examine(cluster, engine, objections);
        Monitoring.examine(cluster, objections);
        Administrators.examine(cluster, engine, "master_username", "master_password", "database_name", objections);
        examineScaling(cluster, objections);
        examineZones(cluster, objections);
        examineGlobal(cluster, engine, objections);
        Value encrypted = cluster.attribute("storage_encrypted");
        objections.addIf(
                cluster.has("kms_key_id")
                        && (encrypted.isAbsent() || encrypted.isFalse())
                        && !Databases.takesOver(cluster),
                cluster,
                "storage_encrypted",
                "true, since kms_key_id names a key");
    }

    private static void examineAurora(Resource cluster, Engine engine, Objections objections) {
        objections.addEach(
                cluster,
                "nothing: the storage of Aurora grows by itself, and its instances are aws_rds_cluster_instance",
                "allocated_storage",
                "iops",
                "db_cluster_instance_class");
        Value storage = cluster.attribute("storage_type");
        objections.addIf(
                storage.isKnown() && !storage.isOneOf(Set.of("", "aurora", "aurora-iopt1")),
                cluster,
                "storage_type",
                "aurora-iopt1, or nothing for the standard storage of Aurora");
        Value mode = cluster.attribute("engine_mode");
        objections.addIf(
                engine.isPostgres() && mode.isOneOf(Set.of("global", "multimaster", "parallelquery", "serverless")),
                cluster,
                "engine_mode",
                "provisioned, which Aurora PostgreSQL has also with serverlessv2_scaling_configuration; Serverless v1 ended on 2025-03-31");
    }

    private static void examineMultiAz(Resource cluster, Objections objections) {
        Value type = cluster.attribute("storage_type");
        String where = "a value: a cluster of %s has instances and storage of its own"
                .formatted(cluster.attribute("engine").text());
        for (String wanted : new String[] {"allocated_storage", "db_cluster_instance_class"}) {
            objections.addIf(
                    cluster.attribute(wanted).isAbsent() && !Databases.takesOver(cluster), cluster, wanted, where);
        }
        objections.addIf(
                type.isKnown() && !type.isOneOf(Set.of("gp3", "io1", "io2", "")),
                cluster,
                "storage_type",
                "gp3, io1 or io2");
        objections.addIf(
                type.isOneOf(Set.of("io1", "io2")) && cluster.attribute("iops").isAbsent(),
                cluster,
                "iops",
                "a number of operations, which %s needs".formatted(type));
    }

    private static void examineScaling(Resource cluster, Objections objections) {
        for (Block scaling : cluster.blocks(SCALING)) {
            Optional<BigDecimal> least = scaling.attribute("min_capacity").number();
            Optional<BigDecimal> most = scaling.attribute("max_capacity").number();
            least.filter(ClusterArguments::isNoStep)
                    .ifPresent(units ->
                            objections.add(SCALING + ".min_capacity", units.toPlainString(), "steps of half a unit"));
            most.filter(ClusterArguments::isNoStep)
                    .ifPresent(units ->
                            objections.add(SCALING + ".max_capacity", units.toPlainString(), "steps of half a unit"));
            if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
                objections.add(
                        SCALING + ".max_capacity",
                        most.get().toPlainString(),
                        "at least min_capacity, which is " + least.get().toPlainString());
            }
            Value pause = scaling.attribute("seconds_until_auto_pause");
            if (pause.number().isPresent()
                    && least.filter(units -> units.signum() > 0).isPresent()) {
                objections.add(
                        SCALING + ".seconds_until_auto_pause",
                        pause.text(),
                        "nothing, or min_capacity 0, at which a cluster can pause");
            } else if (pause.number().isPresent() && !pause.isBetween(300, 86_400)) {
                objections.add(SCALING + ".seconds_until_auto_pause", pause.text(), "300 to 86400");
            }
        }
        objections.addIf(
                cluster.has("scaling_configuration")
                        && !cluster.attribute("engine_mode").is("serverless")
                        && !isUnknown(cluster.attribute("engine_mode")),
                cluster,
                "scaling_configuration",
                "serverlessv2_scaling_configuration: this block is of the engine mode serverless, which ended");
    }

    private static boolean isUnknown(Value value) {
        return value.isPresent() && !value.isKnown();
    }

    private static boolean isNoStep(BigDecimal units) {
        return units.remainder(STEP).signum() != 0;
    }

    private static void examineZones(Resource cluster, Objections objections) {
        Value zones = cluster.attribute("availability_zones");
        objections.addIf(zones.elements().size() > 3, cluster, "availability_zones", "at most three zones");
        for (Value zone : zones.elements()) {
            if (zone.isKnown() && !cluster.region().isEmpty() && !zone.text().startsWith(cluster.region())) {
                objections.add(zone.text(), "availability_zones", zone.text(), "zones of " + cluster.region());
            }
        }
    }

    private static void examineGlobal(Resource cluster, Engine engine, Objections objections) {
        Optional<Resource> global = cluster.follow("global_cluster_identifier", Databases.GLOBAL_CLUSTER);
        global.ifPresent(whole -> {
            Engine theirs = Engine.of(whole);
            objections.addIf(
                    engine.isKnown() && theirs.isKnown() && !engine.name().equals(theirs.name()),
                    cluster,
                    "engine",
                    "that of the global cluster, which is " + theirs.name());
            objections.addIf(
                    !engine.major().isEmpty()
                            && !theirs.major().isEmpty()
                            && !engine.major().equals(theirs.major()),
                    cluster,
                    "engine_version",
                    "the major version of the global cluster, which is " + theirs.major());
            objections.addIf(
                    whole.attribute("storage_encrypted").isTrue()
                            && cluster.attribute("storage_encrypted").isFalse(),
                    cluster,
                    "storage_encrypted",
                    "true, as of the global cluster");
        });
    }
}
