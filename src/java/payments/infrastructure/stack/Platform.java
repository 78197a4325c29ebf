package payments.infrastructure.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import payments.infrastructure.compute.CodeAsset;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import software.constructs.Construct;

/**
 * All stacks of a deployment: for each environment the roles, then its regions from the lowest priority to the primary.
 * That is also the order of deployment, and each stack says so by its dependencies.
 */
public final class Platform {
    private final List<PlatformStack> stacks = new ArrayList<>();

    /** Defines the stacks of all environments in the scope, usually a CDKTF {@code App}. */
    public Platform(Construct scope, Deployment deployment, FunctionCode code) {
        this(scope, deployment, code, stack -> {});
    }

    /**
     * The same, with word of each stack.
     *
     * @param built receives the name of each stack once it is defined
     */
    public Platform(Construct scope, Deployment deployment, FunctionCode code, Consumer<String> built) {
        bootstrap(scope, deployment);
        stacks.forEach(stack -> built.accept(stack.getNode().getId()));
        for (Environment environment : deployment.environments()) {
            IamStack iam = new IamStack(scope, deployment, environment);
            stacks.add(iam);
            built.accept(StackNames.iam(environment));
            Map<Region, RegionStack> regions = new HashMap<>();
            for (int i = environment.regions().size() - 1; i >= 0; i--) {
                Region region = environment.regions().get(i);
                List<RegionStack> standbys = environment.standbysOf(region).stream()
                        .map(regions::get)
                        .toList();
                RegionStack stack = new RegionStack(scope, deployment, environment, region, code, standbys);
                stack.addDependency(iam);
                standbys.forEach(stack::addDependency);
                regions.put(region, stack);
                stacks.add(stack);
                built.accept(StackNames.region(environment, region));
            }
        }
    }

    /** A bucket that several environments or regions share is made once, by the first of them. */
    private void bootstrap(Construct scope, Deployment deployment) {
        Set<StatePlace> made = new HashSet<>();
        for (Environment environment : deployment.environments()) {
            for (StatePlace place : deployment.backend().made(environment)) {
                if (made.add(place)) {
                    stacks.add(new BootstrapStack(scope, deployment, environment, place));
                }
            }
        }
    }

    /**
     * Puts the functions' code beside the stacks that CDKTF has written; Terraform uploads it from there.
     *
     * @param stacksFolder the folder with a folder for each stack
     * @throws IOException when a file cannot be written
     */
    public void writeCode(Path stacksFolder) throws IOException {
        Map<String, Path> written = new HashMap<>();
        for (PlatformStack stack : stacks) {
            Path folder = stacksFolder.resolve(stack.getNode().getId());
            for (CodeAsset asset : CodeAsset.in(stack)) {
                asset.write(folder, written);
            }
        }
    }

    /** The stacks' names in the order of deployment. */
    public List<String> stackNames() {
        return stacks.stream().map(stack -> stack.getNode().getId()).toList();
    }
}
