package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Deployments;

/** What the tables say of regions: which there are, what they lack, and between which backups are replicated. */
class RegionTablesTest {
    private static final List<String> DEPLOYMENTS =
            List.of("payments", "active-passive", "migration", "mobile-api", "event-driven", "multi-environment");

    @ParameterizedTest
    @CsvSource({"us-east-1, false", "eu-west-1, false", "eu-central-2, true", "il-central-1, true"})
    void aRegionMustBeEnabledOrIsThere(String code, boolean optIn) {
        assertThat(Regions.of(code).optIn()).isEqualTo(optIn);
    }

    @Test
    void aRegionThatAwsDoesNotHaveIsNone() {
        assertThat(Regions.exist("us-east-3")).isFalse();
        assertThatThrownBy(() -> Regions.of("us-east-3")).hasMessageContaining("no region us-east-3");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, eu-west-1, true, false",
        "us-east-1, us-east-2, true, false",
        "us-west-2, ca-central-1, true, false",
        "us-east-2, us-west-2, false, true",
        "us-west-1, us-west-2, false, true",
        "eu-west-1, ap-south-1, false, false",
        "eu-south-1, eu-central-1, false, false",
        "eu-west-1, eu-west-1, false, false"
    })
    void aPairOfBackupsIsListedContradictedOrNeither(String from, String to, boolean listed, boolean contradicted) {
        assertThat(BackupReplication.isListed(from, to)).as("listed").isEqualTo(listed);
        assertThat(BackupReplication.isContradicted(from, to))
                .as("contradicted")
                .isEqualTo(contradicted);
    }

    @ParameterizedTest
    @CsvSource({
        "me-central-1, eu-central-1, true",
        "eu-central-1, ap-east-1, true",
        "eu-west-1, ap-south-1, false",
        "us-east-2, us-west-2, false"
    })
    void ofARegionWithoutARowNothingIsKnown(String from, String to, boolean unknown) {
        assertThat(BackupReplication.isUnknown(from, to)).isEqualTo(unknown);
    }

    @Test
    void everyRegionOfThePairsIsOneOfAws() {
        assertThat(Datasets.of("backup-replication").rows().stream()
                        .flatMap(
                                row -> Stream.of(List.of(row.text("from")), row.words("to"), row.words("contradicted")))
                        .flatMap(List::stream))
                .isNotEmpty()
                .allMatch(Regions::exist);
    }

    @Test
    void theLongestBeginningOfATypeSaysItsService() {
        assertThat(RegionServices.of("aws_wafv2_web_acl"))
                .extracting(RegionServices.Offer::attribute)
                .containsExactly("", "scope");
        assertThat(RegionServices.of("aws_no_such_service")).isEmpty();
    }

    /** The platform stands only where everything is that a deployment of it may ask for. */
    @Test
    void everyRegionOfThePlatformHasEveryServiceOfTheDeployments() {
        List<String> types = DEPLOYMENTS.stream()
                .flatMap(name -> Program.read(Deployments.of(name).folder().resolve("stacks")).types().stream())
                .distinct()
                .sorted()
                .toList();

        assertThat(types).hasSizeGreaterThan(60);
        for (String type : types) {
            for (RegionServices.Offer offer : RegionServices.of(type)) {
                if (offer.onlyIn().isEmpty()) {
                    assertThat(AwsRegion.codes())
                            .as("regions with what %s asks for (%s)", type, offer.source())
                            .allMatch(offer::isIn);
                }
            }
        }
    }
}
