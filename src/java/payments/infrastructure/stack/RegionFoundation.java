package payments.infrastructure.stack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.config.AlertSubscription;
import payments.infrastructure.config.ApiType;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.NetworkSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.edge.LoadBalancerLogs;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.messaging.UndeliveredAlerts;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.AddressCheck;
import payments.infrastructure.network.FlowLogs;
import payments.infrastructure.network.InterfaceEndpoints;
import payments.infrastructure.network.Network;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;
import payments.infrastructure.storage.AccessLogBucket;

/**
 * What everything else in a region stands on: its keys, its network if it has one, the log of its buckets,
 * and the topic of its alerts.
 */
final class RegionFoundation {
    private final RegionContext context;
    private final RegionKeys keys;
    private final @Nullable Network network;
    private final @Nullable SecurityGroups groups;
    private final @Nullable AccessLogBucket accessLogs;
    private final AlertTopic alerts;

    RegionFoundation(RegionContext context) {
        this.context = context;
        Settings settings = context.settings();
        this.keys = new RegionKeys(
                context.stack(),
                "keys",
                context.placement(),
                settings.encryption(),
                purposes(),
                context.environment().replicatesDocuments());
        this.network = settings.network() == null ? null : network(settings.network());
        this.groups = network == null || !context.region().services() ? null : groups(network);
        this.accessLogs = accessLogs(settings);
        this.alerts = new AlertTopic(
                context.stack(),
                "alerts",
                context.placement(),
                keys.keyId(KeyPurpose.MESSAGING),
                settings.subscriptions(),
                UndeliveredAlerts.arn(context.placement(), UndeliveredAlerts.OF_REGION));
        if (keepsUndeliveredAlerts()) {
            new UndeliveredAlerts(
                    context.stack(),
                    UndeliveredAlerts.OF_REGION,
                    context.placement(),
                    new MessageHost(keys.arn(KeyPurpose.PAYMENT_MESSAGES), alerts.arn()),
                    UndeliveredAlerts.OF_REGION);
        }
    }

    RegionKeys keys() {
        return keys;
    }

    /** The region's network; null where the deployment has none. */
    @Nullable Network network() {
        return network;
    }

    /** Who may talk to whom in the network; null where nothing in the region talks. */
    @Nullable SecurityGroups groups() {
        return groups;
    }

    /** Where functions run: in the network where there is one. */
    FunctionHost functionHost(FunctionCode code) {
        return new FunctionHost(
                code,
                keys,
                context.settings().logs(),
                network == null || groups == null
                        ? null
                        : new FunctionHost.Location(network.privateSubnetIds(), groups.functionsId()));
    }

    /** Where requests to the region's buckets and its load balancer are logged; there as soon as one of them is. */
    AccessLogBucket accessLogs() {
        return Objects.requireNonNull(accessLogs, "nothing in the region was said to log its requests");
    }

    /** Whom every alarm of the region tells. */
    AlertTopic alerts() {
        return alerts;
    }

    void outputs() {
        if (network != null) {
            context.output(RegionOutputs.VPC_ID, network.vpcId());
            context.output("vpc_cidr", network.cidr());
            context.output("public_subnet_ids", network.publicSubnetIds());
            context.output("private_subnet_ids", network.privateSubnetIds());
            context.output(RegionOutputs.PRIVATE_ROUTE_TABLE_IDS, network.privateRouteTableIds());
        }
    }

    private Set<KeyPurpose> purposes() {
        Settings settings = context.settings();
        Set<KeyPurpose> purposes = EnumSet.of(KeyPurpose.MESSAGING, KeyPurpose.LOGS);
        if (settings.documents() != null && settings.documents().encryption() == BucketEncryption.KMS) {
            purposes.add(KeyPurpose.DOCUMENTS);
        }
        if (keepsUndeliveredAlerts()) {
            purposes.add(KeyPurpose.PAYMENT_MESSAGES);
        }
        if (context.region().services()) {
            purposes.add(KeyPurpose.TABLE);
            purposes.add(KeyPurpose.FUNCTION);
            if (settings.database() != null) {
                purposes.add(KeyPurpose.DATABASE);
            }
            if (settings.queue() != null || settings.events() != null) {
                purposes.add(KeyPurpose.PAYMENT_MESSAGES);
            }
            if (settings.batch() != null && settings.batch().encryption() == BucketEncryption.KMS) {
                purposes.add(KeyPurpose.DOCUMENTS);
            }
        }
        if (context.environment().ownsAccount()) {
            purposes.add(KeyPurpose.CONFIGURATION);
        }
        return purposes;
    }

    private Network network(NetworkSettings settings) {
        Network made = new Network(
                context.stack(),
                "network",
                context.placement(),
                settings,
                context.region().block());
        new AddressCheck(
                context.stack(),
                "addresses",
                context.placement(),
                context.region().block());
        new FlowLogs(
                context.stack(),
                "flow-logs",
                context.placement(),
                made,
                context.settings().logs(),
                keys.arn(KeyPurpose.LOGS));
        return made;
    }

    private SecurityGroups groups(Network within) {
        SecurityGroups made = new SecurityGroups(
                context.stack(),
                "security-groups",
                context.placement(),
                within,
                context.settings().database() != null);
        new InterfaceEndpoints(context.stack(), "interface-endpoints", context.placement(), within, made.endpointsId());
        return made;
    }

    private boolean keepsUndeliveredAlerts() {
        return context.settings().subscriptions().stream().anyMatch(AlertSubscription::keepsUndelivered);
    }

    /** A log that nothing writes would only be one more bucket to guard. */
    private @Nullable AccessLogBucket accessLogs(Settings settings) {
        List<ResourceName> buckets = loggedBuckets();
        boolean loadBalancer = context.region().services() && settings.api().type() == ApiType.LOAD_BALANCER;
        return buckets.isEmpty() && !loadBalancer
                ? null
                : new AccessLogBucket(
                        context.stack(),
                        "access-logs",
                        context.placement(),
                        ResourceName.ACCESS_LOG_BUCKET,
                        buckets,
                        loadBalancer ? List.of(LoadBalancerLogs.delivery(context.placement())) : List.of(),
                        settings.audit(),
                        settings.protection());
    }

    private List<ResourceName> loggedBuckets() {
        List<ResourceName> buckets = new ArrayList<>();
        if (context.settings().documents() != null) {
            buckets.add(ResourceName.DOCUMENTS_BUCKET);
        }
        if (context.environment().ownsAccount()) {
            buckets.add(ResourceName.CONFIGURATION_BUCKET);
        }
        if (context.region().services() && context.settings().batch() != null) {
            buckets.addAll(ResourceName.PAYMENT_FILES);
        }
        return buckets;
    }
}
