package payments.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.ServiceAttributes;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.TableSettings;

/** What the deployment file may call a key is what the service starts with. */
@Requirement("D2")
class ServiceAttributesTest {
    @Test
    void theConfigurationKnowsEveryAttributeThatTheServiceWrites() {
        assertThat(ServiceAttributes.ALL).containsExactlyInAnyOrderElementsOf(Attributes.ALL);
    }

    private static Stream<String> attributes() {
        return Attributes.ALL.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void noKeyOfATableHasTheNameOfOne(String name) {
        String says =
                "is %s, allowed is 1 to 255 letters, digits or any of _ . -, and no attribute that the service itself writes"
                        .formatted(name);

        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings(name, null, null, List.of(), null)))
                .hasMessageContaining("partitionKey")
                .hasMessageContaining(says);
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings("id", name, null, List.of(), null)))
                .hasMessageContaining("sortKey")
                .hasMessageContaining(says);
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings("id", null, name, List.of(), null)))
                .hasMessageContaining("timestamp")
                .hasMessageContaining(says);
        assertThatThrownBy(() -> Constraints.requireValid(new AuditTableSettings(name, List.of())))
                .hasMessageContaining("partitionKey")
                .hasMessageContaining(says);
    }
}
