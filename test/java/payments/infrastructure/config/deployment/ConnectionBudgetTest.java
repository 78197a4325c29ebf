package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.reality.InstanceSize;

class ConnectionBudgetTest {
    /** Four fifths of what {@link InstanceSize} gives. */
    @ParameterizedTest
    @CsvSource({
        "db.t4g.micro, 89",
        "db.t4g.medium, 360",
        "db.m7g.large, 720",
        "db.r6g.large, 1441",
        "db.c6gd.large, 360",
        "db.m7g.4xlarge, 4000",
        "db.r6i.32xlarge, 4000",
        "db.m7g.colossal, 89"
    })
    void aClassServesAsManyRunsAsItHasConnectionsToSpare(String instanceClass, int runs) {
        assertThat(ConnectionBudget.mostRuns(InstanceSize.of(instanceClass))).isEqualTo(runs);
    }
}
