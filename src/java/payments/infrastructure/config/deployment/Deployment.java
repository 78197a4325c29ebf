package payments.infrastructure.config.deployment;

import java.util.List;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Overridable;

/**
 * One deployment file: everything the program needs to build the stacks of all its environments. The environments share
 * one set of settings, so they cannot drift apart except in what {@link Overridable} allows.
 *
 * @param name the file's name without its ending
 * @param project first part of every resource name
 * @param backend where Terraform stores its state
 * @param terraform version constraints
 * @param tags who and what a resource belongs to
 * @param names parts of names that differ from the rule
 * @param environments the environments, in the order of the file; at least one
 * @param suppressions findings of the guardrails that are accepted for a time
 * @param partners whom else the deployment may name
 * @param all every environment of the file, in use or not
 */
public record Deployment(
        String name,
        String project,
        Backend backend,
        TerraformSettings terraform,
        OwnerTags tags,
        NameSettings names,
        List<Environment> environments,
        List<SuppressionSettings> suppressions,
        List<PartnerSettings> partners,
        List<Environment> all) {
    /**
     * @throws IllegalArgumentException where a value is out of its bounds
     * @throws IllegalStateException where values contradict each other
     */
    public Deployment {
        Constraints.requireValid(backend);
        Constraints.requireValid(terraform);
        Constraints.requireValid(tags);
        Constraints.requireValid(names);
        suppressions.forEach(Constraints::requireValid);
        suppressions = List.copyOf(suppressions);
        partners.forEach(Constraints::requireValid);
        partners = List.copyOf(partners);
        environments = List.copyOf(environments);
        all = List.copyOf(all);
    }

    /**
     * The environments with which the network of one may be connected one day: the others of the file. A copy has none, since it
     * stands beside what it is a copy of, with the same addresses.
     */
    public List<Environment> neighboursOf(Environment environment) {
        return environment.copy()
                ? List.of()
                : all.stream()
                        .filter(other -> !other.copy() && !other.name().equals(environment.name()))
                        .toList();
    }

    /** A deployment with all names by rule, whose environments are all in use. */
    public Deployment(
            String name,
            String project,
            Backend backend,
            TerraformSettings terraform,
            OwnerTags tags,
            List<Environment> environments,
            List<SuppressionSettings> suppressions) {
        this(
                name,
                project,
                backend,
                terraform,
                tags,
                NameSettings.BY_RULE,
                environments,
                suppressions,
                List.of(),
                environments);
    }

    /** The same deployment with other environments. */
    public Deployment withEnvironments(List<Environment> others) {
        return new Deployment(name, project, backend, terraform, tags, names, others, suppressions, partners, all);
    }
}
