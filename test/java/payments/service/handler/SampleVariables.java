package payments.service.handler;

import java.util.Map;

/** The variables of a function as a deployment sets them. */
public final class SampleVariables {
    /** The table, and the database. */
    public static final Map<String, String> DEPLOYED = Map.of(
            "REGION", "eu-west-1",
            "ENVIRONMENT_SUFFIX", "dev",
            "DYNAMODB_TABLE", "payments-dev",
            "DYNAMODB_ENDPOINT", "https://dynamodb.eu-west-1.amazonaws.com",
            "TABLE_PARTITION_KEY", "payment_id",
            "RDS_HOST", "db.internal",
            "RDS_PORT", "5432",
            "RDS_DATABASE", "payments");

    private SampleVariables() {}
}
