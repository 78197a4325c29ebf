package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.emulator.PlanDifferences.Difference;
import payments.testing.SynthesizedDeployment;
import payments.testing.Tool;

/**
 * What every deployment must stand: its environment is applied by the real Terraform and AWS provider, a second plan is
 * empty, and destroying leaves nothing. A class for a further deployment extends it, and adds only what it looks at in
 * between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DeploymentContract {
    /** Terraform, provider and emulator of one environment need up to 4 GiB: two at once, beside the longest. */
    private static final Semaphore TURNS = new Semaphore(2, true);

    private final String deployment;
    private final String project;
    private final String environment;
    private final List<String> regions;
    private final Function<Project, StackRunner> runner;
    private boolean itsTurn;
    private @Nullable Path folder;
    private @Nullable DeployedEnvironment deployed;

    /**
     * A deployment that plain Terraform applies.
     *
     * @param deployment its name in {@code main/deployments}
     * @param project the first part of its resources' names
     * @param regions regions of the environment, which are empty again at the end
     */
    DeploymentContract(String deployment, String project, String environment, List<String> regions) {
        this(deployment, project, environment, regions, StackRunner::terraform);
    }

    DeploymentContract(
            String deployment,
            String project,
            String environment,
            List<String> regions,
            Function<Project, StackRunner> runner) {
        this.deployment = deployment;
        this.project = project;
        this.environment = environment;
        this.regions = List.copyOf(regions);
        this.runner = runner;
    }

    /** What the deployment file asks for: none, where its defaults can be destroyed again. */
    Map<String, String> variables(Emulator emulator) {
        return Map.of();
    }

    /** Those of its regions to be opted in to that the account has enabled: none, as in a new account. */
    Set<String> enabledRegions() {
        return Set.of();
    }

    /** The deployment file as it is deployed here. */
    String file(String shipped) {
        return shipped;
    }

    /** The longest of all begins at once: what begins last ends last. */
    boolean waitsForItsTurn() {
        return true;
    }

    @BeforeAll
    void deployOnce(@TempDir Path temporary) throws Exception {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR, Tool.NPX);
        if (waitsForItsTurn()) {
            TURNS.acquire();
            itsTurn = true;
        }
        folder = temporary;
        deployed = new DeployedEnvironment(
                temporary,
                file(SynthesizedDeployment.yaml(deployment)),
                environment,
                enabledRegions(),
                this::variables,
                runner);
        deployed.synthesize();
        deploy(deployed);
    }

    /** Applies everything; the flagship crashes in between. */
    void deploy(DeployedEnvironment fresh) throws Exception {
        fresh.apply(fresh.rollout());
    }

    @AfterAll
    void stopTheEmulator() {
        if (deployed != null) {
            deployed.close();
        }
        if (itsTurn) {
            TURNS.release();
        }
    }

    @Test
    @Requirement("X2")
    void aSecondPlanChangesNothingButWhatTheEmulatorForgets() {
        List<Difference> differences = deployed().secondPlanDifferences();
        KnownDifferences known = KnownDifferences.of(deployment);

        assertThat(known.unknownAmong(differences))
                .as("differences that known-differences.json does not explain")
                .isEmpty();
        assertThat(known.unusedAfter(differences))
                .as("entries of the list of %s that no longer occur", deployment)
                .isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @Requirement({"X2", "B11", "E10"})
    void destroyLeavesNothingOfOurs() {
        deployed().destroy();

        for (String region : regions) {
            assertThat(Leftovers.in(deployed().emulator(), region, project))
                    .as("left in %s", region)
                    .isEmpty();
            assertThat(EntryLeftovers.in(deployed().emulator(), region))
                    .as("of entries and names, left in %s", region)
                    .isEmpty();
        }
    }

    /** The environment as it stands. */
    final DeployedEnvironment deployed() {
        if (deployed == null) {
            throw new IllegalStateException("%s is not deployed".formatted(deployment));
        }
        return deployed;
    }

    /** The project's folder, with states and plans. */
    final Path folder() {
        if (folder == null) {
            throw new IllegalStateException("%s has no folder".formatted(deployment));
        }
        return folder;
    }
}
