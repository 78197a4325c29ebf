package payments.infrastructure.network;

import com.hashicorp.cdktf.TerraformRemoteState;
import java.util.List;

/**
 * The networks with which one of ours may be connected one day: those of the file's other environments. Whatever else is in
 * the account, such as a copy, may have the same addresses.
 *
 * @param own the environment whose neighbours they are
 * @param present whether there are any
 * @param states the states of those that stand, as far as the deployment file says so
 */
public record Neighbours(String own, boolean present, List<TerraformRemoteState> states) {
    public Neighbours {
        states = List.copyOf(states);
    }
}
