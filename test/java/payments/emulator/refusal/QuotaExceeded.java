package payments.emulator.refusal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.Quotas;

/** A new account has its quotas; the emulator has none. What is counted by making and deleting is counted here. */
final class QuotaExceeded implements Refusal {
    /**
     * What makes one, and what deletes one.
     *
     * @param id in {@code quotas.tsv}
     * @param maker the call that makes one
     * @param deleter the call that deletes one
     */
    private record Counted(String id, String service, String maker, String deleter, AwsError error) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted(
                    "elastic-ips",
                    "ec2",
                    "AllocateAddress",
                    "ReleaseAddress",
                    new AwsError(400, "AddressLimitExceeded", "The maximum number of addresses has been reached.")),
            new Counted(
                    "vpcs",
                    "ec2",
                    "CreateVpc",
                    "DeleteVpc",
                    new AwsError(400, "VpcLimitExceeded", "The maximum number of VPCs has been reached.")),
            new Counted(
                    "internet-gateways",
                    "ec2",
                    "CreateInternetGateway",
                    "DeleteInternetGateway",
                    new AwsError(
                            400,
                            "InternetGatewayLimitExceeded",
                            "The maximum number of internet gateways has been reached.")),
            new Counted(
                    "db-instances",
                    "rds",
                    "CreateDBInstance",
                    "DeleteDBInstance",
                    new AwsError(400, "InstanceQuotaExceeded", "Request would exceed the quota of DB instances.")),
            new Counted(
                    "db-clusters",
                    "rds",
                    "CreateDBCluster",
                    "DeleteDBCluster",
                    new AwsError(403, "DBClusterQuotaExceededFault", "Request would exceed the quota of DB clusters.")),
            new Counted(
                    "db-event-subscriptions",
                    "rds",
                    "CreateEventSubscription",
                    "DeleteEventSubscription",
                    new AwsError(
                            400,
                            "EventSubscriptionQuotaExceeded",
                            "Request would exceed the quota of event subscriptions.")),
            new Counted(
                    "log-resource-policies",
                    "logs",
                    "PutResourcePolicy",
                    "DeleteResourcePolicy",
                    new AwsError(400, "LimitExceededException", "Resource limit exceeded.")));

    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    @Override
    public String source() {
        return "quotas.tsv, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html,"
                + " https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        return COUNTED.stream()
                .filter(counted -> call.is(counted.service(), counted.maker()))
                .filter(counted -> made.getOrDefault(key(call, counted), 0)
                        >= Quotas.of(counted.id()).most(call.region()))
                .findFirst()
                .map(Counted::error)
                .orElse(null);
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        for (Counted counted : COUNTED) {
            if (call.is(counted.service(), counted.maker())) {
                made.merge(key(call, counted), 1, Integer::sum);
            } else if (call.is(counted.service(), counted.deleter())) {
                made.merge(key(call, counted), -1, Integer::sum);
            }
        }
    }

    private static String key(AwsCall call, Counted counted) {
        return call.region() + " " + counted.id();
    }
}
