package payments.infrastructure.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.terraform.Placement;
import payments.testing.Placements;
import payments.testing.Samples;
import software.constructs.Construct;

class RegionContextTest {
    private record Queue(String url) {}

    private static RegionContext region(Capability... capabilities) {
        Environment environment =
                Samples.environment(Samples.settings(DatabaseCopy.NONE), AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1);
        Construct stack = new TerraformStack(App.Builder.create().build(), "stack");
        Placement placement = Placements.in(stack, AwsRegion.EU_WEST_1);
        return new RegionContext(
                new RegionContext.Site(
                        stack,
                        placement,
                        () -> placement,
                        environment,
                        environment.regions().get(1)),
                List.of(capabilities));
    }

    @Test
    void aPartThatWasAddedIsFound() {
        RegionContext region = region();
        region.add(Queue.class, new Queue("url"));

        assertThat(region.get(Queue.class).url()).isEqualTo("url");
        assertThat(region.find(Queue.class)).isPresent();
    }

    @Test
    void aPartThatIsMissingIsNamedTogetherWithWhatToChange() {
        RegionContext region = region();

        assertThat(region.find(Queue.class)).isEmpty();
        assertThatThrownBy(() -> region.get(Queue.class))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Queue")
                .hasMessageContaining("list of capabilities");
    }

    @Test
    void twoPartsOfOneTypeWouldHideOneAnother() {
        RegionContext region = region();
        region.add(Queue.class, new Queue("first"));

        assertThatIllegalStateException()
                .isThrownBy(() -> region.add(Queue.class, new Queue("second")))
                .withMessageContaining("Queue");
    }

    @Test
    void aFunctionGetsWhatItsContractDeclaresOfWhatCapabilitiesOffer() {
        RegionContext region = region(
                offering(FunctionVariable.DYNAMODB_TABLE, () -> "payments"),
                offering(FunctionVariable.STATUS_TABLE, () -> "status"),
                offering(FunctionVariable.REPORT_BUCKET, () -> {
                    throw new AssertionError("a variable that nobody declares must not be asked for its value");
                }));

        assertThat(region.variables(FunctionContract.QUEUE_PROCESSOR))
                .isEqualTo(
                        Map.of(FunctionVariable.DYNAMODB_TABLE, "payments", FunctionVariable.STATUS_TABLE, "status"));
    }

    @Test
    void theSecondRegionIsNeitherPrimaryNorHome() {
        assertThat(region().isPrimary()).isFalse();
        assertThat(region().isHome()).isFalse();
    }

    private static Capability offering(FunctionVariable variable, Supplier<String> value) {
        return new Capability() {
            @Override
            public boolean isWanted(Environment environment) {
                return true;
            }

            @Override
            public void addVariables(RegionContext region, FunctionVariables variables) {
                variables.put(variable, value);
            }
        };
    }
}
