package payments.infrastructure.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;

/** That every name follows the rule, fits its AWS limit, and is like no other. */
@Requirement({"B10", "E10"})
class NamesTest {
    private static final String LONGEST_REGION = "ap-northeast-1";
    private static final Names PROD = new Names("payments", "prod", "000000000000");

    @Test
    void aNameIsProjectRoleAndSuffix() {
        assertThat(PROD.of(ResourceName.VPC, "eu-west-1")).isEqualTo("payments-vpc-prod");
        assertThat(PROD.plain("api-errors")).isEqualTo("payments-api-errors-prod");
    }

    @Test
    void aNameEndsWithRegionAndAccountWhereTheWholeWorldSharesOneNamespace() {
        assertThat(PROD.of(ResourceName.DOCUMENTS_BUCKET, "eu-west-1"))
                .isEqualTo("payments-documents-prod-eu-west-1-000000000000");
    }

    @Test
    @Requirement("A3")
    void aKeyAliasSaysPurposeAndRegion() {
        assertThat(PROD.keyAlias("s3", "eu-west-1")).isEqualTo("alias/payments-s3-prod-eu-west-1");
    }

    @ParameterizedTest
    @EnumSource(ResourceName.class)
    void everyNameFitsItsLimitAtTheLongestSuffix(ResourceName resource) {
        // given
        int longest = Names.longestSuffix("payments", AwsRegion.codes());
        Names names = new Names("payments", "x".repeat(longest), "000000000000");
        // when, then
        assertThat(AwsRegion.codes()).allSatisfy(region -> assertThat(names.of(resource, region))
                .hasSizeLessThanOrEqualTo(resource.longest()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "payments", "twenty-letters-at-mo"})
    void oneCharacterMoreBreaksTheLimitThatIsNamed(String project) {
        // given
        SuffixLimit limit = Names.tightest(project, List.of("eu-west-1", LONGEST_REGION));
        Names tooLong = new Names(project, "x".repeat(limit.longestSuffix() + 1), "000000000000");
        // when, then
        assertThat(limit.longestSuffix()).isPositive();
        assertThat(List.of("eu-west-1", LONGEST_REGION))
                .anySatisfy(region -> assertThat(tooLong.of(limit.resource(), region))
                        .hasSize(limit.resource().longest() + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", LONGEST_REGION})
    void theLimitSaysWhichNameHasTheLeastRoom(String region) {
        // when
        SuffixLimit limit = Names.tightest("payments", List.of(region));
        // then
        assertThat(limit.name()).contains("<suffix>").startsWith("payments-");
        assertThat(limit.name().replace("<account>", "0".repeat(12)).length()
                        - "<suffix>".length()
                        + limit.longestSuffix())
                .isEqualTo(limit.resource().longest());
        assertThat(limit.longestSuffix()).isEqualTo(Names.longestSuffix("payments", List.of(region)));
    }

    @Test
    void aLimitWithoutRegionsMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.tightest("payments", List.of()))
                .withMessageContaining("no region");
    }

    @Test
    void noTwoResourcesShareAName() {
        // when
        List<String> names = Arrays.stream(ResourceName.values())
                .map(resource -> PROD.of(resource, "eu-west-1"))
                .toList();
        // then
        assertThat(names).doesNotHaveDuplicates();
    }
}
