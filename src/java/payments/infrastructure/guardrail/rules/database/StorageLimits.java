package payments.infrastructure.guardrail.rules.database;

import java.math.BigDecimal;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * Size in GiB, operations in a second and MiB in a second of an instance's storage, which each type bounds in its own way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html">AWS: DB instance storage</a>
 */
final class StorageLimits {
    private static final String SIZE = "allocated_storage";
    private static final String LIMIT = "max_allocated_storage";
    private static final String IOPS = "iops";
    private static final String THROUGHPUT = "storage_throughput";
    private static final String TYPE = "storage_type";

    /** A gp3 volume of four disks, from this size on, has 12,000 operations and takes more. */
    private static final int STRIPED = 400;

    private StorageLimits() {}

    /** Judges an instance of PostgreSQL, MySQL or MariaDB; the other engines have limits of their own. */
    static void examine(Resource instance, Engine engine, Objections objections) {
        long size = number(instance.attribute(SIZE));
        long limit = number(instance.attribute(LIMIT));
        objections.addIf(
                size > 0 && limit > 0 && limit * 10 < size * 11,
                instance,
                LIMIT,
                "at least 10 percent more than allocated_storage, which is " + size);
        if (engine.name().matches("postgres|mysql|mariadb")) {
            Optional<String> type = type(instance);
            type.ifPresent(known -> examine(instance, known, size, objections));
        }
    }

    private static void examine(Resource instance, String type, long size, Objections objections) {
        long iops = number(instance.attribute(IOPS));
        long throughput = number(instance.attribute(THROUGHPUT));
        boolean provisioned = type.startsWith("io");
        long smallest = provisioned ? 100 : type.equals("standard") ? 5 : 20;
        long largest = type.equals("standard") ? 3_072 : 65_536;
        objections.addIf(
                size > 0 && (size < smallest || size > largest),
                instance,
                SIZE,
                "%d to %d GiB of %s".formatted(smallest, largest, type));
        objections.addIf(
                number(instance.attribute(LIMIT)) > largest, instance, LIMIT, "at most %d GiB".formatted(largest));
        objections.addIf(
                throughput > 0 && !type.equals("gp3"),
                instance,
                THROUGHPUT,
                "no throughput: only gp3 has one to choose");
        if (provisioned) {
            objections.addIf(
                    instance.attribute(IOPS).isAbsent()
                            || instance.attribute(IOPS).is("0"),
                    instance,
                    IOPS,
                    "a number of operations, which %s needs".formatted(type));
            objections.addIf(
                    iops > 0 && (iops < 1_000 || iops > 256_000),
                    instance,
                    IOPS,
                    "1000 to 256000 operations of " + type);
            long most = type.equals("io1") ? 50 : 1_000;
            objections.addIf(
                    size > 0 && iops >= 1_000 && iops <= 256_000 && (iops > size * most || iops * 2 < size),
                    instance,
                    IOPS,
                    "half an operation to %d of %s for each of %d GiB".formatted(most, type, size));
        } else if (type.equals("gp3")) {
            examineGp3(instance, size, objections);
        } else {
            objections.addIf(
                    iops > 0, instance, IOPS, "no operations: %s has none to choose; gp3 and io2 have".formatted(type));
        }
    }

    private static void examineGp3(Resource instance, long size, Objections objections) {
        long iops = number(instance.attribute(IOPS));
        long throughput = number(instance.attribute(THROUGHPUT));
        if (size > 0 && size < STRIPED) {
            String none = "none: gp3 of less than %d GiB has 3000 operations and 125 MiB a second, and takes no number"
                    .formatted(STRIPED);
            objections.addIf(iops > 0, instance, IOPS, none);
            objections.addIf(throughput > 0, instance, THROUGHPUT, none);
        } else if (size >= STRIPED) {
            objections.addIf(
                    iops > 0 && (iops < 12_000 || iops > 64_000), instance, IOPS, "12000 to 64000 operations of gp3");
            objections.addIf(
                    throughput > 0 && (throughput < 500 || throughput > 4_000),
                    instance,
                    THROUGHPUT,
                    "500 to 4000 MiB a second of gp3");
            objections.addIf(
                    iops > 0 && throughput > 0 && throughput * 4 > iops,
                    instance,
                    THROUGHPUT,
                    "at most a quarter of iops, which is " + iops);
        }
    }

    /** The type that AWS takes: where none is written, io1 if operations are, else gp2; empty where it cannot be known. */
    private static Optional<String> type(Resource instance) {
        Value type = instance.attribute(TYPE);
        if (type.isPresent()) {
            return type.isKnown() ? Optional.of(type.text()) : Optional.empty();
        }
        Value iops = instance.attribute(IOPS);
        if (iops.isPresent() && !iops.isKnown()) {
            return Optional.empty();
        }
        return Optional.of(number(iops) > 0 ? "io1" : "gp2");
    }

    /** The whole number; 0 where none is written or it cannot be known. */
    private static long number(Value value) {
        return value.number().map(BigDecimal::longValue).orElse(0L);
    }
}
