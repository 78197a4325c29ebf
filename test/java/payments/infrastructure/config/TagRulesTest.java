package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** Further tags are refused by the rules of AWS and of the program before anything is built, all at once. */
@Requirement("K4")
class TagRulesTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String file(String tags) {
        return """
                project: payments
                tags:
                %s
                settings: {}
                environments:
                  dev:
                    suffix: dev
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                """.formatted(tags.indent(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{key: 'aws:team', value: a} | more[0].key | AWS reserves tags that begin with aws:",
                "{key: team, value: a} | more[0].key | the program writes the tag Team itself, from a setting of its own",
                "{key: Name, value: a} | more[0].key | the program writes the tag Name itself",
                "{key: 'a*b', value: a} | more[0].key | 1 to 128 letters",
                "{key: a, value: 'b\u00a7'} | more[0].value | 1 to 256 letters",
                "{key: a, value: b, resources: s3} | more[0].resources | a resource type",
                "{key: a, value: b, resources: aws_s3_buket} | more[0].resources | did you mean 'aws_s3_bucket'?",
                "{key: a, value: b, resources: aws_kms_alias} | more[0].resources | makes no aws_kms_alias that takes tags"
            })
    void whatAwsOrTheProgramRefusesIsRefusedAtItsKey(String tag, String path, String says) {
        Problem problem = fixture.onlyProblem(file("more:\n  - " + tag));

        assertThat(problem.path()).isEqualTo("tags." + path);
        assertThat(problem.message()).contains(says);
    }

    @Test
    void keysAndValuesAreAsLongAsAwsAllowsAndNoLonger() {
        String longest = "{key: %s, value: %s}".formatted("k".repeat(128), "v".repeat(256));

        assertThat(fixture.load(file("more:\n  - " + longest)).tags().more()).hasSize(1);
        assertThat(fixture.problems(
                        file("more:\n  - {key: %s, value: %s}".formatted("k".repeat(129), "v".repeat(257)))))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("tags.more[0].key", "tags.more[0].value");
    }

    @Test
    void aResourceHasAKeyOnce() {
        assertThat(fixture.onlyProblem(file("""
                        more:
                          - {key: Service, value: all}
                          - {key: service, value: S3, resources: aws_kms_key}""")).message()).contains("IAM takes keys that differ by capitals for one");
        assertThat(fixture.onlyProblem(file("""
                        more:
                          - {key: Service, value: all, resources: aws_kms_key keys}
                          - {key: Service, value: S3, resources: aws_kms_key keys/documents}""")).path()).isEqualTo("tags.more[1]");
        assertThat(fixture.load(file("""
                        more:
                          - {key: Service, value: RDS, resources: aws_kms_key keys/database}
                          - {key: Service, value: S3, resources: aws_kms_key keys/documents}""")).tags().more()).hasSize(2);
    }

    @Test
    void thereAreAtMostFiftyOnAResourceWithThoseOfTheProgram() {
        assertThat(fixture.load(file(more(32))).tags().more()).hasSize(32);
        assertThat(fixture.onlyProblem(file(more(33))).message())
                .contains("more gives a resource up to 33 tags and the program writes 18 itself")
                .contains("remove 1");
        // On different resources they are not added up.
        assertThat(fixture.load(file(
                                more(32, "aws_kms_key") + more(32, "aws_subnet").replace("more:\n", "")))
                        .tags()
                        .more())
                .hasSize(64);
    }

    private static String more(int count) {
        return more(count, "");
    }

    private static String more(int count, String on) {
        return "more:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  - {key: %s%d, value: x%s}\n"
                                .formatted(on.isEmpty() ? "k" : on, i, on.isEmpty() ? "" : ", resources: " + on))
                        .collect(Collectors.joining());
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        List<Problem> problems = fixture.problems(file("""
                environment: "aws:x"
                more:
                  - {key: "aws:a", value: a}
                  - {key: Team, value: "aws:b"}
                  - {key: c, value: c, resources: aws_nothing}"""));

        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "tags.environment",
                        "tags.more[0].key",
                        "tags.more[1].key",
                        "tags.more[1].value",
                        "tags.more[2].resources");
    }

    @Test
    void environmentsOfOneFileAreDistinguishedByTheirTag() {
        Problem problem = fixture.onlyProblem(
                DeploymentFixture.with("project: payments\n", "project: payments\ntags: {environment: live}\n"));

        assertThat(problem.path()).isEqualTo("tags.environment");
        assertThat(problem.message())
                .contains("one tag Environment for 2 environments")
                .contains("remove");
    }
}
