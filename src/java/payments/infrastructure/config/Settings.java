package payments.infrastructure.config;

/**
 * What is built in each region and how; shared by all environments of a deployment.
 *
 * @param network VPC, subnets, gateways
 * @param encryption customer-managed keys
 * @param table the DynamoDB payments table
 * @param database the PostgreSQL instance
 * @param function the Lambda function
 * @param api the REST API
 * @param firewall the web application firewall in front of it
 * @param logs log groups
 * @param protection guards against loss by destruction
 * @param links what connects the regions of one environment
 */
public record Settings(
        @Describe("VPC, subnets, gateways") NetworkSettings network,
        @Describe("Customer-managed keys") EncryptionSettings encryption,
        @Describe("DynamoDB payments table") TableSettings table,
        @Describe("PostgreSQL instance") DatabaseSettings database,
        @Describe("Lambda function of the payments API") FunctionSettings function,
        @Describe("REST API") ApiSettings api,

        @Describe("Web application firewall in front of the REST API")
        FirewallSettings firewall,

        @Describe("Log groups") LogSettings logs,
        @Describe("Records of who did what") AuditSettings audit,
        @Describe("Guards against loss by destruction") ProtectionSettings protection,

        @Describe("What connects the regions of one environment")
        LinkSettings links) {
    public Settings {
        ConnectionBudget.check(function, database);
        links.databaseCopy().requireFor(database.engine());
    }
}
