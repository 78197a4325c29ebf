package payments.emulator.refusal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A subscription to database events names only sources of its type that are there: a cluster parameter group has no type at all. */
final class EventSourceMissing implements Refusal {
    /** The parameter of each call that makes a source, by the type under which subscriptions know it. */
    private static final Map<String, Map<String, String>> MADE_BY = Map.of(
            "db-instance",
                    Map.of(
                            "CreateDBInstance", "DBInstanceIdentifier",
                            "CreateDBInstanceReadReplica", "DBInstanceIdentifier",
                            "RestoreDBInstanceFromDBSnapshot", "DBInstanceIdentifier",
                            "RestoreDBInstanceToPointInTime", "TargetDBInstanceIdentifier"),
            "db-cluster",
                    Map.of(
                            "CreateDBCluster", "DBClusterIdentifier",
                            "RestoreDBClusterFromSnapshot", "DBClusterIdentifier",
                            "RestoreDBClusterToPointInTime", "DBClusterIdentifier"),
            "db-parameter-group", Map.of("CreateDBParameterGroup", "DBParameterGroupName"),
            "db-proxy", Map.of("CreateDBProxy", "DBProxyName"),
            "db-security-group", Map.of("CreateDBSecurityGroup", "DBSecurityGroupName"),
            "db-snapshot", Map.of("CreateDBSnapshot", "DBSnapshotIdentifier"),
            "db-cluster-snapshot", Map.of("CreateDBClusterSnapshot", "DBClusterSnapshotIdentifier"));

    private static final Map<String, String> DELETED_BY = Map.of(
            "DeleteDBInstance", "DBInstanceIdentifier",
            "DeleteDBCluster", "DBClusterIdentifier",
            "DeleteDBParameterGroup", "DBParameterGroupName");

    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Map<String, String> types = new ConcurrentHashMap<>();

    @Override
    public String source() {
        return "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html (SourceNotFound, 404),"
                + " https://github.com/app-sre/qontract-reconcile/pull/4207";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        if (call.is("rds", "CreateEventSubscription")) {
            return missing(call, call.parameter("SourceType"), call.parameters("SourceIds"));
        }
        if (call.is("rds", "AddSourceIdentifierToSubscription")) {
            String type = types.getOrDefault(key(call, "", call.parameter("SubscriptionName")), "");
            return missing(call, type, List.of(call.parameter("SourceIdentifier")));
        }
        return null;
    }

    private @Nullable AwsError missing(AwsCall call, String type, List<String> ids) {
        if (ids.isEmpty()) {
            return null;
        }
        if (type.isEmpty()) {
            return new AwsError(
                    400, "InvalidParameterCombination", "If SourceType is null, SourceId must also be null.");
        }
        return ids.stream()
                .filter(id -> !sources.contains(key(call, type, id)) && !isOfEveryAccount(type, id))
                .findFirst()
                .map(id -> new AwsError(404, "SourceNotFound", "Could not find source: " + id))
                .orElse(null);
    }

    private static boolean isOfEveryAccount(String type, String id) {
        return type.equals("db-parameter-group") && id.startsWith("default.");
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        if (!call.service().equals("rds")) {
            return;
        }
        MADE_BY.forEach((type, calls) -> {
            String parameter = calls.get(call.action());
            if (parameter != null) {
                sources.add(key(call, type, call.parameter(parameter)));
            }
            String deleted = DELETED_BY.get(call.action());
            if (deleted != null && calls.containsValue(deleted)) {
                sources.remove(key(call, type, call.parameter(deleted)));
            }
        });
        if (call.is("rds", "CreateEventSubscription", "ModifyEventSubscription")
                && call.form().containsKey("SourceType")) {
            types.put(key(call, "", call.parameter("SubscriptionName")), call.parameter("SourceType"));
        }
    }

    /** RDS keeps identifiers in lower case. */
    private static String key(AwsCall call, String type, String id) {
        return "%s %s %s".formatted(call.region(), type, id.toLowerCase(Locale.ROOT));
    }
}
