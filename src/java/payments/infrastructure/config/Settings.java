package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;

/**
 * What is built in each region and how; shared by all environments of a deployment.
 *
 * @param network VPC, subnets, gateways; null where functions run without one
 * @param encryption customer-managed keys
 * @param documents the documents bucket; null for none
 * @param table the DynamoDB payments table
 * @param database the PostgreSQL instance; null for none
 * @param function the Lambda function
 * @param api what callers enter by
 * @param firewall the web application firewall in front of it; null for none
 * @param dns how callers find the API; null where they are told by other means
 * @param logs log groups
 * @param protection guards against loss by destruction
 * @param links what connects the regions of one environment
 */
public record Settings(
        @Removable @Describe("VPC, subnets, gateways") @Nullable NetworkSettings network,

        @Describe("Customer-managed keys") EncryptionSettings encryption,
        @Removable @Describe("Documents bucket") @Nullable DocumentSettings documents,
        @Describe("DynamoDB payments table") TableSettings table,

        @Removable @Describe("PostgreSQL instance") @Nullable DatabaseSettings database,

        @Describe("Lambda function of the payments API") FunctionSettings function,
        @Describe("What callers enter by") ApiSettings api,

        @Removable @Describe("Web application firewall in front of a REST API or a load balancer") @Nullable FirewallSettings firewall,

        @Describe("How callers find the API: health checks, names, failover") @Nullable DnsSettings dns,

        @Describe("Log groups") LogSettings logs,
        @Describe("Records of who did what") AuditSettings audit,
        @Describe("Guards against loss by destruction") ProtectionSettings protection,

        @Describe("What connects the regions of one environment")
        LinkSettings links) {
    public Settings {
        EdgeChecks.check(api, firewall, network, dns);
        if (database != null) {
            ConnectionBudget.check(function, database);
            if (network == null) {
                throw new IllegalStateException(
                        "database is wanted but network is none; a database lives in private subnets: write 'database: none', or describe the network");
            }
        }
    }
}
