package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.Backend;

/** Where the state may lie, and which names S3, DynamoDB, KMS and Terraform refuse for it in any environment and region. */
class StateBackendRulesTest {
    private static final String KEY = "12345678-1234-1234-8234-123456789012";

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String file(String s3) {
        return DeploymentFixture.VALID + "backend:\n  type: s3\n  s3: {%s}\n".formatted(s3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket: acme-state",
                "bucket: acme.state",
                "bucket: 'acme-{environment}-{region}', bootstrap: true",
                "bucket: 'acme-123456789012-eu-west-1-an'",
                "bucket: acme-state, region: ca-west-1",
                "bucket: acme-state, region: mx-central-1",
                "bucket: acme-state, keyPrefix: a/b.c",
                "bucket: acme-state, lockTable: 'Locks_{environment}'",
                "bucket: acme-state, kmsKeyId: " + KEY,
                "bucket: acme-state, kmsKeyId: mrk-1234567890abcdef1234567890abcdef",
                "bucket: acme-state, kmsKeyId: 'alias/{environment}-state'",
                "bucket: acme-state, kmsKeyId: alias/aws/s3",
                "bucket: acme-state, kmsKeyId: 'arn:aws:kms:{region}:123456789012:key/" + KEY + "'",
                "bucket: acme-state, region: eu-west-1, kmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:alias/state'"
            })
    void whatTheServicesTakeIsAccepted(String s3) {
        assertThat(fixture.load(file(s3)).backend().s3()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bucket: -abc | bucket | '-abc' is not accepted: S3 refuses bucket names that begin or end",
                "bucket: 192.168.0.1 | bucket | formatted as an IP address",
                "bucket: acme..state | bucket | two dots in a row",
                "bucket: xn--state | bucket | begin with xn--",
                "bucket: sthree-state | bucket | begin with sthree-",
                "bucket: amzn-s3-demo-state | bucket | begin with amzn-s3-demo-",
                "bucket: state-s3alias | bucket | end with -s3alias",
                "bucket: state--ol-s3 | bucket | end with --ol-s3",
                "bucket: acme.mrap | bucket | end with .mrap",
                "bucket: state--use1-az4--x-s3 | bucket | end with --x-s3",
                "bucket: state--table-s3 | bucket | end with --table-s3",
                "bucket: 'state-an', region: eu-west-1, bootstrap: true | bucket | end with -an outside",
                "bucket: Acme | bucket | a bucket name",
                "bucket: 'acme-{account}-state' | bucket | there are no other placeholders",
                "bucket: 'acme-{region' | bucket | there are no other placeholders",
                "bucket: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-{environment}-{region}' | bucket | gives the name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-prod-us-east-1': S3 refuses bucket names of 64",
                "bucket: '{environment}.{region}-' | bucket | gives the name 'dev.eu-west-1-': S3 refuses",
                "bucket: acme-state, region: zz-nowhere-1 | region | AWS has no region zz-nowhere-1",
                "bucket: acme-state, region: eu-west-9 | region | did you mean 'eu-west-1'?",
                "bucket: acme-state, region: cn-north-1 | region | AWS has no region cn-north-1",
                "bucket: acme-state, keyPrefix: /a | keyPrefix | Terraform refuses a slash first",
                "bucket: acme-state, keyPrefix: a/ | keyPrefix | Terraform refuses a slash first",
                "bucket: acme-state, keyPrefix: a//b | keyPrefix | Terraform refuses a slash first",
                "bucket: acme-state, lockTable: 'a{b' | lockTable | there are no other placeholders",
                "bucket: acme-state, kmsKeyId: not a key | kmsKeyId | the id of a key",
                "bucket: acme-state, kmsKeyId: abc | kmsKeyId | the id of a key",
                "bucket: acme-state, kmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/abc' | kmsKeyId | the id of a key",
                "bucket: acme-state, kmsKeyId: 'arn:aws:iam::123456789012:role/x' | kmsKeyId | the id of a key",
                "bucket: acme-state, kmsKeyId: 'arn:aws:kms:us-west-1:123456789012:alias/state' | kmsKeyId | is in another region than the bucket acme-state"
            })
    void whatTheServicesRefuseIsRefusedAtItsKey(String s3, String key, String says) {
        Problem problem = fixture.onlyProblem(file(s3));

        assertThat(problem.path()).isEqualTo("backend.s3." + key);
        assertThat(problem.message()).contains(says);
    }

    @Test
    void anAliasThatAwsReservesIsNoneOfABucketThatIsMadeHere() {
        assertThat(fixture.onlyProblem(
                                file("bucket: 'acme-{environment}-{region}', kmsKeyId: alias/aws/s3, bootstrap: true"))
                        .message())
                .contains("can only be given an alias of your own", "leave kmsKeyId out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "organization: acme | ",
                "organization: acme, hostname: 'tfe.example.com:8443', project: my project | ",
                "organization: acme, hostname: '-.-' | backend.cloud.hostname",
                "organization: acme, hostname: 'a..b' | backend.cloud.hostname",
                "organization: acme, hostname: 'tfe.example.com:70000' | backend.cloud.hostname",
                "organization: acme, project: ' my project' | backend.cloud.project"
            })
    void aTerraformCloudThatCanBeReachedIsAccepted(String cloud, String refusedPath) {
        String text = DeploymentFixture.VALID + "backend:\n  type: cloud\n  cloud: {%s}\n".formatted(cloud);

        List<String> paths = refusedPath == null
                ? List.of()
                : fixture.problems(text).stream().map(Problem::path).toList();

        if (refusedPath == null) {
            assertThat(fixture.load(text).backend().cloud()).isNotNull();
        } else {
            assertThat(paths).containsExactly(refusedPath);
        }
    }

    private static final String IF_NAMED =
            DeploymentFixture.VALID + "backend:\n  type: s3-if-named\n  s3: {bucket: \"${STATE_BUCKET:-}\"%s}\n%s";

    @Test
    @Requirement("K1")
    void aKeyOfOnesOwnForAStateInALocalFileIsRefused() {
        String text = IF_NAMED.formatted(", kmsKeyId: \"${STATE_KEY:-}\"", "");

        assertThat(fixture.problems(text, Map.of("STATE_KEY", "alias/state"), Selection.everything()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("backend.s3.kmsKeyId");
                    assertThat(problem.message()).contains("kmsKeyId is alias/state but no bucket is named");
                });
        assertThat(fixture.load(text).backend().type()).isEqualTo(Backend.Type.LOCAL);
        assertThat(fixture.load(
                                text,
                                Map.of("STATE_KEY", "alias/state", "STATE_BUCKET", "acme-state"),
                                Selection.everything())
                        .backend()
                        .type())
                .isEqualTo(Backend.Type.S3);
    }

    @Test
    @Requirement("K53")
    void whatStandsIsNamedByTheFileAndStoresItsStateWhereOthersReadIt() {
        String local = IF_NAMED.formatted("", "  standing: dev\n");
        Map<String, String> shared = Map.of("STATE_BUCKET", "acme-state");

        assertThat(fixture.onlyProblem(local).message())
                .contains("standing is 'dev' but the state is a local file", "name the bucket of a shared backend");
        assertThat(fixture.problems(
                        local.replace("standing: dev", "standing: dev,prd"), shared, Selection.everything()))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("no environment 'prd'", "'prod'");
        assertThat(fixture.load(local.replace("standing: dev", "standing: dev, prod"), shared, Selection.everything())
                        .backend()
                        .standingEnvironments())
                .containsExactly("dev", "prod");
    }

    @ParameterizedTest
    @CsvSource({"OLD_BUCKET=old, old", "STATE_BUCKET=new, new", "OLD_BUCKET=old STATE_BUCKET=new, old", "OTHER=x, none"
    })
    @Requirement("K45")
    void theDefaultOfAVariableMayBeAnotherVariable(String set, String bucket) {
        Map<String, String> variables = Arrays.stream(set.split(" ", -1))
                .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1] + "-bucket"));

        assertThat(fixture.load(
                                file("bucket: \"${OLD_BUCKET:-${STATE_BUCKET:-none-bucket}}\""),
                                variables,
                                Selection.everything())
                        .backend()
                        .s3())
                .extracting(Backend.S3::bucket)
                .isEqualTo(bucket + "-bucket");
    }

    @Test
    void aDefaultThatIsAVariableWithoutAValueIsReported() {
        assertThat(fixture.onlyProblem(file("bucket: \"${OLD_BUCKET:-${STATE_BUCKET}}\""))
                        .message())
                .contains("STATE_BUCKET");
    }
}
