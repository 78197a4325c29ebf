package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The private subnets of a region's database, which a copy of another region's database shares. */
final class DatabaseSubnets {
    private DatabaseSubnets() {}

    static DbSubnetGroup group(Construct database, Placement placement, Database.Location location) {
        String name = placement.name(ResourceName.DATABASE);
        return DbSubnetGroup.Builder.create(database, "subnets")
                .provider(placement.provider())
                .name(name)
                .description("Private subnets of the payment platform")
                .subnetIds(location.subnetIds())
                .tags(Map.of("Name", name))
                .build();
    }
}
