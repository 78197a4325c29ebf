package payments.infrastructure.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import payments.infrastructure.config.AwsRegion;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.Environment;
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
    void everyCapabilityGivesVariablesToTheFunctionsOfTheService() {
        RegionContext region = region(giving("TABLE", "a"), giving("TOPIC", "b"));

        assertThat(region.serviceVariables()).isEqualTo(Map.of("TABLE", "a", "TOPIC", "b"));
    }

    @Test
    void theSecondRegionIsNeitherPrimaryNorHome() {
        assertThat(region().isPrimary()).isFalse();
        assertThat(region().isHome()).isFalse();
    }

    private static Capability giving(String name, String value) {
        return new Capability() {
            @Override
            public boolean isWanted(Environment environment) {
                return true;
            }

            @Override
            public Map<String, String> serviceVariables(RegionContext region) {
                return Map.of(name, value);
            }
        };
    }
}
