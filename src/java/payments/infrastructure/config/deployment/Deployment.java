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
 */
public record Deployment(
        String name,
        String project,
        Backend backend,
        TerraformSettings terraform,
        OwnerTags tags,
        NameSettings names,
        List<Environment> environments,
        List<SuppressionSettings> suppressions) {
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
        environments = List.copyOf(environments);
    }

    /** A deployment with all names by rule. */
    public Deployment(
            String name,
            String project,
            Backend backend,
            TerraformSettings terraform,
            OwnerTags tags,
            List<Environment> environments,
            List<SuppressionSettings> suppressions) {
        this(name, project, backend, terraform, tags, NameSettings.BY_RULE, environments, suppressions);
    }

    /** The same deployment with other environments. */
    public Deployment withEnvironments(List<Environment> others) {
        return new Deployment(name, project, backend, terraform, tags, names, others, suppressions);
    }
}
