package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbAccessLogs;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import java.util.List;
import java.util.Map;
import payments.infrastructure.api.AliasTarget;
import payments.infrastructure.api.CertificateArn;
import payments.infrastructure.api.EntryOutput;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.Network;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * An application load balancer in front of the function, in the public subnets. It speaks HTTPS only, with no second port
 * that would redirect: a client that speaks in clear has sent its payment before it can be redirected. It refuses headers
 * and requests that two servers could read differently, and logs every request.
 */
public final class PaymentsLoadBalancer extends Construct implements PublicEntry {
    private static final int HTTPS = 443;

    private final Placement placement;
    private final ApiSettings settings;
    private final Names names;
    private final Lb balancer;
    private final FunctionTarget target;

    /**
     * How callers know it.
     *
     * @param domain the host name of the deployment
     * @param certificateArns certificates of all its names, the one of the domain first; issued in this region
     */
    public record Names(String domain, List<CertificateArn> certificateArns) {
        public Names {
            certificateArns = List.copyOf(certificateArns);
        }
    }

    /**
     * What it needs of its region.
     *
     * @param network it stands in the public subnets
     * @param accessLogs where it logs; the bucket's policy must hold {@link LoadBalancerLogs#delivery}
     * @param protection whether it can be deleted
     */
    public record Host(Network network, AccessLogBucket accessLogs, ProtectionSettings protection) {}

    /** Defines the load balancer, its listener and its target. */
    public PaymentsLoadBalancer(
            Construct scope,
            String id,
            Placement placement,
            ApiSettings settings,
            Names names,
            Host host,
            FunctionAlias function) {
        super(scope, id);
        this.placement = placement;
        this.settings = settings;
        this.names = names;
        String name = placement.name(ResourceName.LOAD_BALANCER);
        this.balancer = Lb.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .loadBalancerType("application")
                .internal(false)
                .subnets(host.network().publicSubnetIds())
                .securityGroups(List.of(securityGroup(host.network().vpcId())))
                .dropInvalidHeaderFields(true)
                .desyncMitigationMode("strictest")
                .enableDeletionProtection(host.protection().deletionProtection())
                .accessLogs(LbAccessLogs.builder()
                        .enabled(true)
                        .bucket(host.accessLogs().id())
                        .prefix(LoadBalancerLogs.PREFIX)
                        .build())
                .tags(Map.of("Name", name))
                // AWS tries to write when the log is switched on, and wants a way to the internet.
                .dependsOn(List.of(host.accessLogs().policy(), host.network().internetRoute()))
                .build();
        this.target = new FunctionTarget(this, "target", placement, function);
        new HttpsListener(this, "listener", placement, balancer, names.certificateArns(), target, settings);
    }

    @Override
    public String firewallTarget() {
        return balancer.getArn();
    }

    /** None: a load balancer logs to a bucket, without headers and bodies. */
    @Override
    public Map<String, EncryptedLogGroup> logs() {
        return Map.of();
    }

    @Override
    public EntryMetrics metrics() {
        return EntryMetrics.ofLoadBalancer(balancer.getArnSuffix(), target.arnSuffix(), settings.fewestRequests());
    }

    @Override
    public List<EntryOutput> outputs() {
        return List.of(
                new EntryOutput("api_endpoint", "https://" + names.domain()),
                new EntryOutput("payment_endpoint", "https://" + names.domain()),
                new EntryOutput("load_balancer_arn", balancer.getArn()),
                new EntryOutput("load_balancer_dns_name", balancer.getDnsName()));
    }

    @Override
    public HealthAddress health() {
        return HealthAddress.of(balancer.getDnsName());
    }

    /** The listener has all certificates already, so there is nothing to make. */
    @Override
    public AliasTarget answerTo(String role, String name, CertificateArn certificateArn) {
        return new AliasTarget(balancer.getDnsName(), new HostedZoneId(balancer.getZoneId()));
    }

    /** Nothing goes out: functions are called over AWS's own network. */
    private String securityGroup(String vpcId) {
        String group = SecurityGroup.Builder.create(this, "security-group")
                .provider(placement.provider())
                .name(placement.names().plain("load-balancer"))
                .description("Load balancer of the payment platform")
                .vpcId(vpcId)
                .tags(placement.nameTag("load-balancer"))
                .build()
                .getId();
        VpcSecurityGroupIngressRule.Builder.create(this, "https-from-everywhere")
                .provider(placement.provider())
                .securityGroupId(group)
                .description("HTTPS from the internet")
                .cidrIpv4("0.0.0.0/0")
                .ipProtocol("tcp")
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .tags(placement.nameTag("https-from-everywhere"))
                .build();
        return group;
    }
}
