package payments.infrastructure.observability;

import java.util.Map;
import java.util.TreeMap;

/**
 * A CloudWatch metric of one thing.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Errors}
 * @param statistic such as {@code Sum} or {@code Maximum}
 * @param dimensions which thing, by exactly the dimensions that the service reports
 */
public record Metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
    public Metric {
        dimensions = new TreeMap<>(dimensions);
    }

    /** A metric of a Lambda function over all its versions. */
    public static Metric ofFunction(String function, String name, String statistic) {
        return new Metric("AWS/Lambda", name, statistic, Map.of("FunctionName", function));
    }

    /** A metric of one stage of a REST API. */
    public static Metric ofApi(String api, String stage, String name, String statistic) {
        return new Metric("AWS/ApiGateway", name, statistic, Map.of("ApiName", api, "Stage", stage));
    }

    /** A metric of a database instance. */
    public static Metric ofDatabase(String identifier, String name, String statistic) {
        return new Metric("AWS/RDS", name, statistic, Map.of("DBInstanceIdentifier", identifier));
    }

    /** A metric of a DynamoDB table. */
    public static Metric ofTable(String table, String name, String statistic) {
        return new Metric("AWS/DynamoDB", name, statistic, Map.of("TableName", table));
    }
}
