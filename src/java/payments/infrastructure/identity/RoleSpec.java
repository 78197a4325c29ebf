package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.naming.ResourceName;
import software.constructs.Construct;

/**
 * A role that a capability needs: who assumes it, and its one policy. What a role may do with a key is said in the key's own
 * policy, because a key's ARN is known only after it was made.
 *
 * @param group where in the stack it is
 * @param name what it is called
 * @param service who assumes it
 * @param policy what it may do; empty where AWS keeps the policy
 * @param managedPolicyArn the policy that AWS keeps, where a service insists on exactly that one
 */
public record RoleSpec(
        Group group,
        ResourceName name,
        ServicePrincipal service,
        Optional<PolicyDocument> policy,
        Optional<String> managedPolicyArn) {
    /** Where in the stack of the roles a role is. Contract: a role elsewhere would be another one. */
    public enum Group {
        /** What the platform as a whole needs, and the function that answers callers. */
        ENVIRONMENT,
        /** Functions and state machines that work behind the API. */
        WORKERS
    }

    /** A role with a policy of its own. */
    public static RoleSpec of(ResourceName name, ServicePrincipal service, PolicyDocument policy) {
        return new RoleSpec(Group.ENVIRONMENT, name, service, Optional.of(policy), Optional.empty());
    }

    /** A role with a policy that AWS keeps. */
    public static RoleSpec managed(ResourceName name, ServicePrincipal service, String policyArn) {
        return new RoleSpec(Group.ENVIRONMENT, name, service, Optional.empty(), Optional.of(policyArn));
    }

    /** The role of a function that works behind the API: its own statements, and those of every function. */
    public static RoleSpec worker(RoleContext context, ResourceName function, List<Statement> own) {
        return function(Group.WORKERS, context, function, own);
    }

    /** The role of the function that answers callers: its own statements, and those of every function. */
    public static RoleSpec api(RoleContext context, ResourceName function, List<Statement> own) {
        return function(Group.ENVIRONMENT, context, function, own);
    }

    /** The role of a state machine: its own statements, and those of every state machine. */
    public static RoleSpec stateMachine(ResourceName machine, Statement... own) {
        List<Statement> statements = new ArrayList<>(Arrays.asList(own));
        statements.addAll(StateMachinePolicy.STATEMENTS);
        return new RoleSpec(
                Group.WORKERS,
                machine.executionRole(),
                ServicePrincipal.STATE_MACHINE,
                Optional.of(new PolicyDocument(statements)),
                Optional.empty());
    }

    private static RoleSpec function(Group group, RoleContext context, ResourceName function, List<Statement> own) {
        return new RoleSpec(
                group,
                function.executionRole(),
                ServicePrincipal.LAMBDA,
                Optional.of(FunctionPolicy.of(context, function, own)),
                Optional.empty());
    }

    void define(Construct scope, RoleContext context, PermissionBoundary boundary) {
        ServiceRole role = new ServiceRole(
                scope,
                name.role(),
                context.placement(),
                context.name(name),
                service.trust(context.account()),
                boundary);
        policy.ifPresent(role::allow);
        managedPolicyArn.ifPresent(role::allowManaged);
    }
}
