package payments.testing;

import com.hashicorp.cdktf.TerraformStack;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import payments.infrastructure.config.AwsRegion;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Synthesizes a single scope in a test. The framework has a method of this name that Java cannot call: its callback is an
 * interface without a method.
 */
public final class Testing {
    private Testing() {}

    /** The Terraform JSON of a stack that holds just what the body defines. */
    public static SynthesizedStack synthScope(Consumer<Construct> body) {
        TerraformStack stack = new TerraformStack(com.hashicorp.cdktf.Testing.app(), "test");
        body.accept(stack);
        stack.prepareStack();
        return SynthesizedStack.parse("test", com.hashicorp.cdktf.Testing.synth(stack));
    }

    /** The same for constructs that want a placement; it is in eu-west-1. */
    public static SynthesizedStack synthPlaced(BiConsumer<Construct, Placement> body) {
        return synthScope(scope -> body.accept(scope, Placements.in(scope, AwsRegion.EU_WEST_1)));
    }
}
