package payments.infrastructure.stack;

import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.identity.EnvironmentRoles;
import payments.infrastructure.identity.OperatorRole;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.terraform.Providers;
import software.constructs.Construct;

/**
 * What an environment has once for all its regions, deployed first: its roles, and what its capabilities build for all
 * regions together.
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
        RoleContext context = new RoleContext(global(), environment);
        EnvironmentRoles roles = new EnvironmentRoles(this, context, Capabilities.roles(context));
        if (environment.operators() != null) {
            new OperatorRole(this, "operators", global(), environment.operators(), roles.boundary());
        }
        EnvironmentContext shared = new EnvironmentContext(
                this,
                environment,
                deployment.backend().made(environment),
                roles.boundary(),
                Capabilities.of(environment),
                new EnvironmentContext.Placements(global(), this::routing, this::in));
        shared.capabilities().forEach(capability -> capability.buildShared(shared));
        EnvironmentWatch.over(shared);
        finish(environment);
    }
}
