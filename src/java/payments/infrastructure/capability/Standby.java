package payments.infrastructure.capability;

import com.hashicorp.cdktf.TerraformRemoteState;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.terraform.Placement;

/**
 * A region of lower priority as the region that owns the links sees it: placement by rule, run-time ids from the state of its stack.
 *
 * @param state the state of its stack
 */
public record Standby(Region region, Placement placement, TerraformRemoteState state) {
    public String code() {
        return region.code();
    }

    /** An output of its stack. */
    public String output(String name) {
        return state.getString(name);
    }

    /** One element of an output that is a list. */
    public String output(String name, int index) {
        return state.getString("%s[%d]".formatted(name, index));
    }
}
