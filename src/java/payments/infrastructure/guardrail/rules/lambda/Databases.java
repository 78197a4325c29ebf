package payments.infrastructure.guardrail.rules.lambda;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Reference;
import payments.infrastructure.guardrail.model.Resource;

/**
 * How many connections databases give.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections">AWS:
 *     max_connections is LEAST(DBInstanceClassMemory / 9531392, 5000)</a>
 */
final class Databases {
    private static final Set<String> TYPES = Set.of("aws_db_instance", "aws_rds_cluster", "aws_db_proxy");
    private static final long BYTES_OF_A_CONNECTION = 9_531_392;
    private static final long MOST = 5000;
    private static final long GIB = 1024L * 1024 * 1024;

    /** GiB of memory by the size, of the burstable classes. */
    private static final Map<String, Integer> BURSTABLE =
            Map.of("micro", 1, "small", 2, "medium", 4, "large", 8, "xlarge", 16, "2xlarge", 32);

    /** GiB of memory of a large one, by the letter of the class. */
    private static final Map<Character, Integer> LARGE = Map.of('m', 8, 'r', 16, 'x', 32, 'c', 4);

    private Databases() {}

    /** The databases that a function mentions. */
    static List<Resource> of(Resource function) {
        return function.references().stream()
                .map(Reference::target)
                .flatMap(Optional::stream)
                .filter(target -> TYPES.contains(target.type()))
                .distinct()
                .toList();
    }

    /** What all functions that mention the database reserve together. */
    static long reservedBy(Resource database) {
        return database.referrers().stream()
                .filter(referrer -> referrer.type().equals("aws_lambda_function"))
                .flatMap(function -> function.attribute("reserved_concurrent_executions").number().stream())
                .mapToLong(BigDecimal::longValue)
                .filter(reserved -> reserved > 0)
                .sum();
    }

    /** How many connections the database gives, where the program shows it. */
    static Optional<Long> connections(Resource database) {
        Optional<Long> parameter = database.find("aws_db_parameter_group", database.attribute("parameter_group_name"))
                .flatMap(group -> group.blocks("parameter").stream()
                        .filter(found -> found.attribute("name").is("max_connections"))
                        .flatMap(found -> found.attribute("value").number().stream())
                        .map(BigDecimal::longValue)
                        .findFirst());
        return parameter.isPresent()
                ? parameter
                : memory(database.attribute("instance_class").text())
                        .map(gib -> Math.min(gib * GIB / BYTES_OF_A_CONNECTION, MOST));
    }

    /** GiB of an instance class such as {@code db.t4g.medium} or {@code db.r6g.4xlarge}. */
    private static Optional<Long> memory(String instanceClass) {
        String[] parts = instanceClass.split("\\.", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        String size = parts[2];
        if (parts[1].startsWith("t")) {
            return Optional.ofNullable(BURSTABLE.get(size)).map(Integer::longValue);
        }
        long times = size.equals("large")
                ? 1
                : size.equals("xlarge")
                        ? 2
                        : size.matches("[0-9]{1,2}xlarge") ? 2 * Long.parseLong(size.replace("xlarge", "")) : 0;
        return times == 0
                ? Optional.empty()
                : Optional.ofNullable(LARGE.get(parts[1].charAt(0))).map(gib -> gib * times);
    }
}
