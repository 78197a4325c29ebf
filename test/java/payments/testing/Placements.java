package payments.testing;

import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import java.util.Map;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.naming.Names;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Placements for construct tests: project {@code acme}, suffix {@code test}, and an account that can be none. */
public final class Placements {
    /** Stands where the account's number would. */
    public static final String ACCOUNT = "000000000000";

    private Placements() {}

    /** A placement with a provider of its own in the scope. */
    public static Placement in(Construct scope, AwsRegion region) {
        AwsProvider provider = AwsProvider.Builder.create(scope, "aws-" + region.code())
                .alias(region.code())
                .region(region.code())
                .build();
        return new Placement(region.code(), provider, ACCOUNT, new Names("acme", "test", ACCOUNT), Map.of());
    }
}
