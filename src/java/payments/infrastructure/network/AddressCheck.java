package payments.infrastructure.network;

import com.hashicorp.cdktf.TerraformRemoteState;
import com.hashicorp.cdktf.providers.aws.data_aws_vpc.DataAwsVpc;
import com.hashicorp.cdktf.providers.aws.data_aws_vpcs.DataAwsVpcs;
import java.util.Map;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Looks at every plan whether a network with which ours may be connected one day has addresses of ours. The deployment file
 * proves that its own environments have not, as it is now; this finds what was made from another version of it, or with other
 * variables: in this account and region by the tags of the networks, elsewhere in the states of the environments that stand.
 */
public final class AddressCheck extends Construct {
    private final Placement placement;
    private final Cidr own;

    /** Defines data sources that fail the plan; none where there is no neighbour. */
    public AddressCheck(Construct scope, String id, Placement placement, Cidr own, Neighbours neighbours) {
        super(scope, id);
        this.placement = placement;
        this.own = own;
        if (neighbours.present()) {
            lookAtNetworks(neighbours.own());
        }
        neighbours.states().forEach(this::lookAtState);
    }

    /** Not at those of the same environment: they are copies. What the data sources say is the same in every environment. */
    private void lookAtNetworks(String environment) {
        DataAwsVpcs networks = DataAwsVpcs.Builder.create(this, "networks")
                .provider(placement.provider())
                .tags(Map.of("Project", placement.names().project()))
                .build();
        DataAwsVpc each = DataAwsVpc.Builder.create(this, "each")
                .provider(placement.provider())
                .id("${each.value}")
                .build();
        EscapeHatches.forEach(each, "toset(%s.ids)".formatted(networks.getFqn()));
        EscapeHatches.postcondition(
                each,
                "lookup(self.tags, \"env\", \"\") == \"%s\" || %s".formatted(environment, apartFrom("self.cidr_block")),
                "the network ${self.id} of another environment has addresses of %s; choose another block in the deployment file"
                        .formatted(own));
    }

    private void lookAtState(TerraformRemoteState state) {
        EscapeHatches.postcondition(
                state,
                apartFrom("self.outputs.vpc_cidr"),
                "another environment has the addresses ${self.outputs.vpc_cidr}, and %s has some of them; choose another block in the deployment file"
                        .formatted(own));
    }

    private String apartFrom(String block) {
        return "%s != %s"
                .formatted(
                        network("split(\"/\", %s)[0]".formatted(block), block),
                        network("\"%s\"".formatted(own.toString().split("/", -1)[0]), block));
    }

    /** The network of an address under the shorter of both prefixes: two blocks overlap where these are equal. */
    private String network(String address, String block) {
        return "cidrhost(format(\"%%s/%%d\", %s, min(%d, tonumber(split(\"/\", %s)[1]))), 0)"
                .formatted(address, Integer.parseInt(own.toString().split("/", -1)[1]), block);
    }
}
