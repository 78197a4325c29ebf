package payments.infrastructure.config;

import java.util.List;

/**
 * One deployment file: everything the program needs to build the stacks of all its environments. The environments share
 * one set of settings, so they cannot drift apart except in what {@link Overridable} allows.
 *
 * @param name the file's name without its ending
 * @param project first part of every resource name
 * @param backend where Terraform keeps its state
 * @param terraform version constraints
 * @param tags who and what a resource belongs to
 * @param environments the environments, in the order of the file; at least one
 * @param suppressions findings of the guardrails that are accepted for a time
 */
public record Deployment(
        String name,
        String project,
        Backend backend,
        TerraformSettings terraform,
        OwnerTags tags,
        List<Environment> environments,
        List<SuppressionSettings> suppressions) {
    public Deployment {
        suppressions = List.copyOf(suppressions);
        environments = List.copyOf(environments);
    }

    /** The same deployment with other environments. */
    public Deployment withEnvironments(List<Environment> others) {
        return new Deployment(name, project, backend, terraform, tags, others, suppressions);
    }
}
