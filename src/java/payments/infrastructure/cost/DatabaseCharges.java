package payments.infrastructure.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What databases cost while nothing happens: instances by the hour, storage, the managed secret, and support of old versions. */
final class DatabaseCharges {
    private static final String INSTANCE = "aws_db_instance";
    private static final String GLOBAL = "aws_rds_global_cluster";

    /** What an empty database has in its backups, in GB. */
    private static final double EMPTY_BACKUP = 5;

    /** The least that RDS takes as storage, in GB. */
    private static final double LEAST_STORAGE = 20;

    /** What an empty cluster stores, in GB; Aurora charges at least that. */
    private static final double EMPTY_CLUSTER = 10;

    private static final Map<String, Double> SMALL_SIZES =
            Map.of("micro", 0.125, "small", 0.25, "medium", 0.5, "large", 1.0, "xlarge", 2.0);
    private static final Table SUPPORT = Table.read("support");

    private DatabaseCharges() {}

    /** An instance of RDS; its standby doubles it. A replica has engine, version and storage of its source. */
    static List<Charge> ofInstance(Resource instance) {
        boolean multiAz = instance.attribute("multi_az").isTrue();
        String instanceClass = instance.attribute("instance_class").text();
        List<Charge> charges = new ArrayList<>();
        charges.add(
                Charge.hours((multiAz ? "rds-multi-az-" : "rds-") + large(instanceClass), timesLarge(instanceClass)));
        charges.add(Charge.of(
                multiAz ? "rds-storage-multi-az-gb-month" : "rds-storage-gb-month",
                said(instance, "replicate_source_db", INSTANCE, "allocated_storage")
                        .number()
                        .map(BigDecimal::doubleValue)
                        .orElse(LEAST_STORAGE)));
        if (instance.attribute("manage_master_user_password").isTrue()) {
            charges.add(Charge.of("secret-month", 1));
        }
        if (isOld(
                said(instance, "replicate_source_db", INSTANCE, "engine").text(),
                said(instance, "replicate_source_db", INSTANCE, "engine_version")
                        .text())) {
            charges.add(Charge.hours("rds-extended-support-vcpu-hour", processors(instanceClass) * (multiAz ? 2 : 1)));
        }
        return charges;
    }

    /** What all instances of a cluster share. */
    static List<Charge> ofCluster(Resource cluster) {
        List<Charge> charges = new ArrayList<>();
        charges.add(Charge.of("aurora-storage-gb-month", EMPTY_CLUSTER));
        if (cluster.attribute("manage_master_user_password").isTrue()) {
            charges.add(Charge.of("secret-month", 1));
        }
        return charges;
    }

    /** An instance of an Aurora cluster; one that grows and shrinks is at its least. */
    static List<Charge> ofClusterInstance(Resource instance) {
        String instanceClass = instance.attribute("instance_class").text();
        Optional<Resource> cluster = instance.follow("cluster_identifier", "aws_rds_cluster");
        if (instanceClass.equals("db.serverless")) {
            double least = cluster.flatMap(found -> found.attribute("serverlessv2_scaling_configuration.min_capacity")
                            .number())
                    .map(BigDecimal::doubleValue)
                    .orElse(0.5);
            return isOld(cluster)
                    ? List.of(
                            Charge.hours("aurora-capacity-hour", least),
                            Charge.hours("aurora-extended-support-capacity-hour", least))
                    : List.of(Charge.hours("aurora-capacity-hour", least));
        }
        List<Charge> charges = new ArrayList<>();
        charges.add(Charge.hours("aurora-" + large(instanceClass), timesLarge(instanceClass)));
        if (isOld(cluster)) {
            charges.add(Charge.hours("rds-extended-support-vcpu-hour", processors(instanceClass)));
        }
        return charges;
    }

    /** Backups that are copied are charged from the first byte. */
    static List<Charge> ofCopiedBackups() {
        return List.of(Charge.of("rds-backup-gb-month", EMPTY_BACKUP));
    }

    private static String large(String instanceClass) {
        String[] parts = instanceClass.split("\\.", -1);
        return (parts.length == 3 ? parts[1] : instanceClass) + "-large-hour";
    }

    private static double timesLarge(String instanceClass) {
        String size = instanceClass.substring(instanceClass.lastIndexOf('.') + 1);
        Double small = SMALL_SIZES.get(size);
        if (small != null) {
            return small;
        }
        String times = size.replace("xlarge", "");
        return times.matches("[0-9]{1,3}") ? 2.0 * Integer.parseInt(times) : 1;
    }

    private static double processors(String instanceClass) {
        return Math.max(2, 2 * timesLarge(instanceClass));
    }

    /** What a database says itself, or the one that it is a copy of. */
    private static Value said(Resource database, String other, String type, String attribute) {
        Value own = database.attribute(attribute);
        return own.isPresent()
                ? own
                : database.follow(other, type)
                        .map(found -> found.attribute(attribute))
                        .orElse(own);
    }

    /** A cluster of a global database may leave engine and version to it. */
    private static boolean isOld(Optional<Resource> cluster) {
        return cluster.filter(found -> isOld(
                        said(found, "global_cluster_identifier", GLOBAL, "engine")
                                .text(),
                        said(found, "global_cluster_identifier", GLOBAL, "engine_version")
                                .text()))
                .isPresent();
    }

    private static boolean isOld(String engine, String version) {
        String major = version.split("\\.", 2)[0];
        LocalDate prices = PriceList.current().date();
        return SUPPORT.rows().stream()
                .anyMatch(row -> row.get(0).equals(engine)
                        && row.get(1).equals(major)
                        && !LocalDate.parse(row.get(2)).isAfter(prices));
    }
}
