package payments.infrastructure.stack;

import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.identity.EnvironmentRoles;
import payments.infrastructure.terraform.Providers;
import software.constructs.Construct;

/** The roles of an environment, made once for all its regions; deployed first. */
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
        new EnvironmentRoles(
                this,
                "roles",
                global(),
                environment.regions().stream().map(Region::code).toList(),
                environment.replicatesDocuments());
    }
}
