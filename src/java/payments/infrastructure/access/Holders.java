package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Reference;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.PolicyKind;

/** Finds everything in a program that policies are attached to, with these policies. */
final class Holders {
    private static final String TRUST = "assume_role_policy";
    private static final String STATEMENT = "Statement";

    private final Renames renames;
    private final Map<Holder, Side> sides = new HashMap<>();

    private Holders(Renames renames) {
        this.renames = renames;
    }

    static Map<Holder, Side> of(Program program, Renames renames) {
        Holders holders = new Holders(renames);
        program.resources("aws_iam_role").forEach(role -> holders.addIdentity(role, Permissions.of(role)));
        Stream.of("user", "group").forEach(kind -> program.resources("aws_iam_" + kind)
                .forEach(holder -> holders.addIdentity(holder, People.of(holder, kind))));
        program.resources("aws_iam_role").forEach(holders::addTrust);
        program.resources()
                .filter(resource -> !resource.type().startsWith("aws_iam_"))
                .forEach(holders::addPolicies);
        Grants.of(program).forEach((resource, policy) -> holders.add(resource, Area.RESOURCE, List.of(policy)));
        return holders.sides;
    }

    private void addIdentity(Resource holder, Identity identity) {
        List<ParsedPolicy> policies = new ArrayList<>(identity.policies());
        Side side = new Side(
                Set.of(holder.stack().name()),
                renames.apply(holder.account()),
                renamed(policies),
                Statements.map(identity.boundary(), renames::apply));
        sides.merge(key(holder, Area.IDENTITY), side, Side::and);
        if (side.boundary() != null) {
            String named =
                    renames.apply(holder.attribute("permissions_boundary").text());
            Side limit = new Side(side.stacks(), side.account(), List.of(side.boundary()), null);
            sides.put(new Holder(holder.environment(), Area.BOUNDARY, named), limit);
        }
    }

    private void addTrust(Resource role) {
        if (role.has(TRUST)) {
            add(role, Area.TRUST, List.of(Policies.of(role.toString(), role, TRUST, PolicyKind.TRUST)));
        }
    }

    /** Every attribute that holds a policy, of whatever type of resource. */
    private void addPolicies(Resource resource) {
        if (!resource.type().endsWith("_policy")) {
            // It is there without a policy too: what denied something is gone, and not the resource.
            add(resource, Area.RESOURCE, List.of());
        }
        Defaults.of(resource).ifPresent(policy -> add(resource, Area.RESOURCE, List.of(policy)));
        resource.body().properties().forEach(attribute -> {
            String name = attribute.getKey();
            if (name.contains("polic") && isPolicy(resource, name)) {
                ParsedPolicy policy = Policies.of(owner(resource).toString(), resource, name, PolicyKind.RESOURCE);
                add(owner(resource), Area.RESOURCE, List.of(policy));
            }
        });
    }

    private static boolean isPolicy(Resource resource, String attribute) {
        String written = resource.body().path(attribute).toString();
        return written.contains(STATEMENT)
                || (written.contains("aws_iam_policy_document") && resource.has(attribute))
                || (attribute.equals("policy") && resource.attribute(attribute).isUnknown());
    }

    /** What a policy that is a resource of its own protects. */
    private static Resource owner(Resource resource) {
        String suffix = "_policy";
        if (!resource.type().endsWith(suffix)) {
            return resource;
        }
        String type = resource.type().substring(0, resource.type().length() - suffix.length());
        return resource.references().stream()
                .map(Reference::target)
                .flatMap(Optional::stream)
                .filter(target -> target.type().equals(type))
                .findFirst()
                .orElse(resource);
    }

    private void add(Resource holder, Area area, List<ParsedPolicy> policies) {
        Side side = new Side(Set.of(holder.stack().name()), renames.apply(holder.account()), renamed(policies), null);
        sides.merge(key(holder, area), side, Side::and);
    }

    private Holder key(Resource holder, Area area) {
        return new Holder(holder.environment(), area, renames.apply(holder.arn()));
    }

    private List<ParsedPolicy> renamed(List<ParsedPolicy> policies) {
        List<ParsedPolicy> renamed = new ArrayList<>();
        for (ParsedPolicy policy : policies) {
            ParsedPolicy mapped = Statements.map(policy, renames::apply);
            renamed.add(mapped == null ? policy : mapped);
        }
        return renamed;
    }
}
