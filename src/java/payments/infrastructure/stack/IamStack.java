package payments.infrastructure.stack;

import java.util.List;
import payments.infrastructure.audit.AccountGuard;
import payments.infrastructure.audit.AuditTrail;
import payments.infrastructure.audit.RoutingRecorder;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.dns.GlobalAlerts;
import payments.infrastructure.identity.EnvironmentRoles;
import payments.infrastructure.identity.WorkerRoles;
import payments.infrastructure.terraform.Providers;
import software.constructs.Construct;

/**
 * What an environment has once for all its regions, deployed first: its roles, the topic for what no region owns and, where
 * it owns its account, the account's trail and guards. The trail comes before what it watches (decision 0008).
 */
public final class IamStack extends PlatformStack {
    /** Defines the stack. */
    public IamStack(Construct scope, Deployment deployment, Environment environment) {
        super(
                scope,
                StackNames.iam(environment),
                deployment,
                environment,
                environment.primary().code(),
                Providers::iam);
        List<String> regions = environment.regions().stream().map(Region::code).toList();
        EnvironmentRoles roles = new EnvironmentRoles(this, "roles", global(), environment);
        new WorkerRoles(this, "worker-roles", roles.context(), environment.settings());
        if (environment.ownsAccount()) {
            new AccountGuard(this, "account-guard", global());
            new AuditTrail(
                    this,
                    "audit",
                    in(environment.primary().code()),
                    global(),
                    roles.boundary(),
                    regions,
                    deployment.backend().made(environment),
                    environment.settings());
        }
        if (environment.settings().dns() != null) {
            new GlobalAlerts(
                    this,
                    "global-alerts",
                    routing(),
                    environment.settings().encryption(),
                    environment.settings().subscriptions());
            if (environment.ownsAccount() && !regions.contains(Providers.GLOBAL_REGION)) {
                new RoutingRecorder(this, "routing-recorder", routing(), environment.settings());
            }
        }
        protect(environment);
    }
}
