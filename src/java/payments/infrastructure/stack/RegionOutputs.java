package payments.infrastructure.stack;

/**
 * The outputs that one region's stack promises to others. Only what exists at run time alone: names and ARNs that follow
 * from the naming rule are never passed on.
 */
final class RegionOutputs {
    static final String VPC_ID = "vpc_id";
    static final String PRIVATE_ROUTE_TABLE_IDS = "private_route_table_ids";
    static final String DATABASE_SECURITY_GROUP_ID = "database_security_group_id";
    static final String DOCUMENTS_KEY_ARN = "documents_key_arn";
    static final String DATABASE_KEY_ARN = "database_key_arn";
    static final String LOGS_KEY_ARN = "logs_key_arn";

    private RegionOutputs() {}
}
