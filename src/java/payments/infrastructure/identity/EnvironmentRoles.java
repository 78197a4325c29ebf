package payments.infrastructure.identity;

import java.util.List;
import software.constructs.Construct;

/** Every role of an environment, each with the boundary that none can exceed. */
public final class EnvironmentRoles {
    private final PermissionBoundary boundary;

    /**
     * Defines the boundary and the roles.
     *
     * @param roles what the environment's capabilities need
     */
    public EnvironmentRoles(Construct scope, RoleContext context, List<RoleSpec> roles) {
        Construct environment = new Construct(scope, "roles");
        Construct workers = new Construct(scope, "worker-roles");
        this.boundary = new PermissionBoundary(environment, "boundary", context);
        for (RoleSpec role : roles) {
            role.define(role.group() == RoleSpec.Group.WORKERS ? workers : environment, context, boundary);
        }
    }

    /** What every role of the environment can do at most. */
    public PermissionBoundary boundary() {
        return boundary;
    }
}
