package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** {@code payments check} on programs of modules: those of the same disk are read with what they are given. */
@Requirement("X3")
class CheckModulesTest {
    private static final String BUCKET = """
            {'variable': {'name': {}, 'open': {'default': false}},
             'resource': {'aws_s3_bucket': {'b': {'bucket': '${var.name}'}},
               'aws_s3_bucket_public_access_block': {'b': {'bucket': '${aws_s3_bucket.b.id}', 'block_public_acls': '${!var.open}',
                 'block_public_policy': true, 'ignore_public_acls': true, 'restrict_public_buckets': true}}},
             'output': {'id': {'value': '${aws_s3_bucket.b.id}'}}}""";

    @TempDir
    Path folder;

    @Test
    void aLocalModuleIsJudgedWithItsInputsAtItsAddress() {
        file("modules/bucket/main.tf.json", BUCKET);
        file("live/main.tf.json", """
                {'provider': {'aws': {'region': 'eu-west-1'}},
                 'module': {'open': {'source': '../modules/bucket', 'name': 'acme-open', 'open': true},
                            'shut': [{'source': '../modules/bucket', 'name': 'acme-shut'}]}}""");

        String out = check("").out();

        assertThat(out.lines().filter(line -> line.contains("[s3-block-public-access")))
                .singleElement()
                .asString()
                .contains("module.open.aws_s3_bucket.b")
                .doesNotContain("shut");
        assertThat(out).contains("4 resources of 1 stack").doesNotContain("everything-read");
    }

    /** Terraform reads what lies outside of the folder, too. */
    @Test
    void aModuleBesideTheFolderIsRead() {
        file("modules/bucket/main.tf.json", BUCKET);
        file("live/main.tf.json", "{'module': {'b': {'source': '../modules/bucket', 'name': 'acme', 'open': true}}}");

        assertThat(check("live").out()).contains("[s3-block-public-access", "module.b.aws_s3_bucket.b");
    }

    @Test
    void anOutputLeadsToTheResourceOfTheModule() {
        file("bucket/main.tf.json", """
                {'resource': {'aws_s3_bucket': {'b': {'bucket': 'acme'}}}, 'output': {'id': {'value': '${aws_s3_bucket.b.id}'}}}""");
        file("main.tf.json", """
                {'provider': {'aws': {'region': 'eu-west-1'}},
                 'module': {'b': {'source': './bucket', 'for_each': '${toset([`x`, `y`])}'}},
                 'resource': {'aws_s3_bucket_public_access_block': {'b': {'bucket': '${module.b[`x`].id}', 'block_public_acls': true,
                    'block_public_policy': true, 'ignore_public_acls': true, 'restrict_public_buckets': true}}}}""");

        assertThat(check("").out().lines().filter(line -> line.contains("[s3-block-public-access")))
                .singleElement()
                .asString()
                .contains("module.b[\"y\"].aws_s3_bucket.b");
    }

    /** The second provider is of another region, so that the key of the first does not fit. */
    @Test
    void aModuleUsesTheProvidersThatItIsGiven() {
        file("topic/main.tf.json", """
                {'variable': {'key': {}}, 'resource': {'aws_sns_topic': {'t': {'name': 'topic', 'kms_master_key_id': '${var.key}'}}}}""");
        file("main.tf.json", """
                {'provider': {'aws': [{'region': 'eu-west-1'}, {'alias': 'far', 'region': 'us-east-1'}]},
                 'resource': {'aws_kms_key': {'k': {'enable_key_rotation': true}}},
                 'module': {'near': {'source': './topic', 'key': '${aws_kms_key.k.arn}'},
                            'far': {'source': './topic', 'key': '${aws_kms_key.k.arn}', 'providers': {'aws': 'aws.far'}}}}""");

        assertThat(check("").out().lines().filter(line -> line.contains("[kms-key-in-resource-region")))
                .singleElement()
                .asString()
                .contains("module.far.aws_sns_topic.t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'./none'", "'terraform-aws-modules/s3-bucket/aws'", "'git::https://example.com/m.git'"})
    void aModuleThatIsNotHereIsAFinding(String source) {
        file(
                "main.tf.json",
                "{'resource': {'aws_sns_topic': {'t': {}}}, 'module': {'m': {'source': %s}}}".formatted(source));

        Outcome outcome = check("");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("[everything-read[module.m]]");
    }

    @Test
    void aModuleThatCallsItselfEnds() {
        file("m/main.tf.json", "{'module': {'m': {'source': '../m'}}, 'resource': {'aws_sns_topic': {'t': {}}}}");
        file("main.tf.json", "{'module': {'m': {'source': './m'}}}");

        assertThat(check("").out()).contains("[everything-read[module.m.module.m");
    }

    @Test
    void aModuleThatIsCalledNoTimesMakesNothing() {
        file("m/main.tf.json", "{'resource': {'aws_kms_key': {'k': {}}}}");
        file("main.tf.json", "{'module': {'m': {'source': './m', 'count': 0}}}");

        Outcome outcome = check("");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("nothing to judge");
    }

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.replace('\'', '"').replace("`", "\\\""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome check(String below) {
        return Outcome.of(Map.of(), "check", folder.resolve(below).toString());
    }
}
