package payments.infrastructure.edge;

import java.util.List;
import payments.infrastructure.api.EntryLogs;
import payments.infrastructure.api.EntryOutput;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.api.PaymentsHttpApi;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.dns.RegionNames;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.Network;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.terraform.Placement;

/** Where callers enter a region: a REST API, an HTTP API or a load balancer, in front of the function that answers them. */
public final class EntryCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return true;
    }

    @Override
    public List<Statement> accessLogWriters(Settings settings, Placement placement) {
        return settings.api().type() == ApiType.LOAD_BALANCER
                ? List.of(LoadBalancerLogs.delivery(placement))
                : List.of();
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        return List.of(RoleSpec.managed(
                ResourceName.API_LOGGING_ROLE,
                ServicePrincipal.API_GATEWAY,
                "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"));
    }

    @Override
    public void build(RegionContext region) {
        PublicEntry entry = region.add(PublicEntry.class, entry(region));
        entry.logs().forEach(region::addRequestLog);
        region.alarms(EntryMetrics.ALARMS)
                .addAll(
                        region.isHome()
                                ? entry.metrics().alarms()
                                : entry.metrics().alarmsOfStandby());
        region.show(DashboardSection.API, entry.metrics().shown());
        for (EntryOutput output : entry.outputs()) {
            if (output.secret()) {
                region.secretOutput(output.name(), output.value());
            } else {
                region.output(output.name(), output.value());
            }
        }
    }

    /** Of a REST API, which CloudWatch knows by its name; other kinds have ids that only their region knows. */
    @Override
    public void answer(RegionAnswers answers, Region region) {
        ApiSettings api = answers.environment().settings().api();
        if (api.type() == ApiType.REST) {
            Placement names = answers.namesOf(region);
            answers.add(
                    RegionQuestion.API_ERRORS,
                    names,
                    EntryMetrics.serverErrorsOfRestApi(
                            names.name(ResourceName.API),
                            api.stageName(answers.environment().suffix())));
        }
    }

    private static PublicEntry entry(RegionContext region) {
        Settings settings = region.settings();
        EntryLogs logs = new EntryLogs(
                settings.logs(),
                region.get(RegionKeys.class).arn(KeyPurpose.LOGS),
                region.environment().ownsAccount());
        FunctionAlias function = region.get(FunctionAlias.class);
        String domain = region.find(RegionNames.class).map(RegionNames::domain).orElse(null);
        return switch (settings.api().type()) {
            case REST ->
                new PaymentsApi(region.stack(), "api", region.placement(), settings.api(), domain, logs, function);
            case HTTP ->
                new PaymentsHttpApi(region.stack(), "api", region.placement(), settings.api(), domain, logs, function);
            case LOAD_BALANCER -> loadBalancer(region, function);
        };
    }

    private static PublicEntry loadBalancer(RegionContext region, FunctionAlias function) {
        RegionNames names = region.get(RegionNames.class);
        return new PaymentsLoadBalancer(
                region.stack(),
                "api",
                region.placement(),
                region.settings().api(),
                new PaymentsLoadBalancer.Names(names.domain(), names.certificateArns()),
                new PaymentsLoadBalancer.Host(
                        region.get(Network.class),
                        region.get(AccessLogBucket.class),
                        region.settings().protection()),
                function);
    }
}
