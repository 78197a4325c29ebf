package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceSizeTest {
    /** RDS guide, "Hardware specifications for DB instance classes". */
    @ParameterizedTest
    @CsvSource({
        "db.t4g.micro, 1, 2",
        "db.t4g.medium, 4, 2",
        "db.t3.medium, 4, 2",
        "db.m7g.large, 8, 2",
        "db.m7g.4xlarge, 64, 16",
        "db.r6g.xlarge, 32, 4",
        "db.r7g.16xlarge, 512, 64",
        "db.c6gd.xlarge, 8, 4"
    })
    void sizeFollowsFromTheNameOfTheClass(String instanceClass, double gibibytes, int processors) {
        assertThat(InstanceSize.of(instanceClass)).isEqualTo(new InstanceSize(gibibytes, processors));
    }

    @ParameterizedTest
    @CsvSource({"db.t4g.medium, 450", "db.m7g.large, 901", "db.r7g.16xlarge, 5000"})
    void connectionsFollowFromTheMemoryUpToALimit(String instanceClass, int connections) {
        assertThat(InstanceSize.of(instanceClass).connections()).isEqualTo(connections);
    }
}
