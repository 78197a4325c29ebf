package payments.infrastructure.network;

import com.hashicorp.cdktf.providers.aws.data_aws_vpc.DataAwsVpc;
import com.hashicorp.cdktf.providers.aws.data_aws_vpcs.DataAwsVpcs;
import java.util.Map;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Looks at every plan whether another network of the project, in this account and region, has addresses of ours. The
 * deployment file proves that its own environments have not; this finds what was made from another file, or an older one.
 */
public final class AddressCheck extends Construct {
    /** Defines the two data sources; the second one fails the plan. */
    public AddressCheck(Construct scope, String id, Placement placement, Cidr own) {
        super(scope, id);
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
                "lookup(self.tags, \"Name\", \"\") == \"%s\" || %s != %s"
                        .formatted(
                                placement.name(ResourceName.VPC),
                                network("split(\"/\", self.cidr_block)[0]", own),
                                network("\"%s\"".formatted(own.toString().split("/", -1)[0]), own)),
                "the network ${self.id} of this project has addresses of %s; choose another block in the deployment file"
                        .formatted(own));
    }

    /** The network of an address under the shorter of both prefixes: two blocks overlap where these are equal. */
    private static String network(String address, Cidr own) {
        return "cidrhost(format(\"%%s/%%d\", %s, min(%d, tonumber(split(\"/\", self.cidr_block)[1]))), 0)"
                .formatted(address, Integer.parseInt(own.toString().split("/", -1)[1]));
    }
}
