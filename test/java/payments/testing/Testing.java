package payments.testing;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.stack.Platform;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Synthesizes a single scope in a test. The framework has a method of this name that Java cannot call: its callback is an
 * interface without a method.
 */
public final class Testing {
    private Testing() {}

    /** The Terraform JSON of a stack named {@code test} that holds just what the body defines. */
    public static SynthesizedStack synthScope(Consumer<Construct> body) {
        App app = app();
        body.accept(new TerraformStack(app, "test"));
        return synth(app, List.of("test")).get(0);
    }

    /** The stacks of a whole deployment by name, prepared and validated as the program does it. */
    public static Map<String, SynthesizedStack> synthPlatform(Deployment deployment) {
        App app = app();
        Platform platform = new Platform(app, deployment, Samples.code());
        Map<String, SynthesizedStack> stacks = new LinkedHashMap<>();
        synth(app, platform.stackNames()).forEach(stack -> stacks.put(stack.name(), stack));
        return stacks;
    }

    /** The Terraform JSON of what the body defines in a placement; it is in eu-west-1. */
    public static SynthesizedStack synthPlaced(BiConsumer<Construct, Placement> body) {
        return synthScope(scope -> body.accept(scope, Placements.in(scope, AwsRegion.EU_WEST_1)));
    }

    private static App app() {
        return App.Builder.create().outdir(Scratch.folder("synth").toString()).build();
    }

    /** The framework's own test support would leave validations out, and the paths of the constructs. */
    private static List<SynthesizedStack> synth(App app, List<String> stacks) {
        app.synth();
        Path folder = Path.of(app.getOutdir()).resolve("stacks");
        return stacks.stream()
                .map(stack -> SynthesizedStack.read(folder.resolve(stack)))
                .toList();
    }
}
