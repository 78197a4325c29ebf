package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformOutput;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.terraform.Placement;

/**
 * What every part of a region's stack needs to know. The parts are no constructs: they put theirs into the stack itself,
 * so that an address says what a resource is and not which class made it.
 *
 * @param stack the scope of everything in the region
 * @param placement the region's own account and provider
 */
record RegionContext(RegionStack stack, Placement placement, Environment environment, Region region) {
    Settings settings() {
        return environment.settings();
    }

    /** Whether the region owns the documents and the links to all others. */
    boolean isPrimary() {
        return region.equals(environment.primary());
    }

    /** Whether payments are taken here as long as nobody fails over. */
    boolean isHome() {
        return region.equals(environment.home());
    }

    void output(String name, Object value) {
        output(name, value, false);
    }

    /** An output that Terraform shows only when it is asked for by name. */
    void secretOutput(String name, Object value) {
        output(name, value, true);
    }

    private void output(String name, Object value, boolean secret) {
        TerraformOutput output = TerraformOutput.Builder.create(stack, "output-" + name)
                .value(value)
                .sensitive(secret ? true : null)
                .build();
        output.overrideLogicalId(name);
    }
}
