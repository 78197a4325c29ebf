package payments.infrastructure.network;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import java.util.List;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A subnet in one availability zone. */
final class ZonalSubnet {
    private ZonalSubnet() {}

    static Subnet create(
            Construct scope, String id, Placement placement, String vpcId, String block, String zone, String nameRole) {
        return Subnet.Builder.create(scope, id)
                .provider(placement.provider())
                .vpcId(vpcId)
                .cidrBlock(block)
                .availabilityZone(zone)
                .tags(placement.nameTag(nameRole))
                // A zone that AWS adds must not move, and so replace, the subnets that exist.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("availability_zone"))
                        .build())
                .build();
    }
}
