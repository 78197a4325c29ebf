package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.infrastructure.config.constraint.AwsRegions;
import payments.infrastructure.config.deployment.AwsRegion;

/** The list of regions against what is true elsewhere: what the functions carry, and what AWS has. */
class AwsRegionTest {
    private static final Path AUTHORITIES = Path.of("lambda-handler/resources/payments/service/database/authorities");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aDatabaseCanBeUsedExactlyWhereTheFunctionsCarryItsAuthorities() throws IOException {
        try (Stream<Path> files = Files.list(AUTHORITIES)) {
            List<String> carried = files.map(
                            file -> file.getFileName().toString().replace(".pem", ""))
                    .toList();

            assertThat(AwsRegion.codesWithDatabases()).containsExactlyInAnyOrderElementsOf(carried);
        }
    }

    @Test
    void everyRegionOfThePlatformIsOneOfAws() {
        assertThat(AwsRegions.codes()).containsAll(AwsRegion.codes()).doesNotHaveDuplicates();
    }

    @Test
    void theReferenceNamesTheRegionsThatAnAccountMustEnable() {
        assertThat(AwsRegion.codes().stream().filter(AwsRegions::mustBeEnabled).collect(Collectors.joining(", ")))
                .isEqualTo(AwsRegions.OPT_IN_IN_USE);
    }

    @Test
    void aRegionWhoseDatabaseTheFunctionsCannotTrustIsRefusedWithTheReason() {
        DeploymentFixture fixture = new DeploymentFixture(folder);
        String text = DeploymentFixture.with("eu-west-1", "il-central-1");

        Problem problem = fixture.onlyProblem(text);

        assertThat(problem.path()).isEqualTo("environments.dev.regions[0].name");
        assertThat(problem.message())
                .contains(
                        "il-central-1 has a database",
                        "authorities of RDS",
                        "write 'services: false' or 'database: none'");
        assertThat(fixture.load(text.replace("  database: {allocatedStorageGigabytes: 100}", "  database: none"))
                        .environments())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-west-1", "mx-central-1", "ap-southeast-7"})
    void aRegionOfAwsThatThePlatformDoesNotKnowIsDistinguishedFromATypingError(String region) {
        assertThat(new DeploymentFixture(folder)
                        .onlyProblem(DeploymentFixture.with("eu-west-1", region))
                        .message())
                .contains("'%s' is a region of AWS, but not one".formatted(region))
                .doesNotContain("did you mean");
    }
}
