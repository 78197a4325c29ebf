package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * Faults that stood in the deployments, put back: the real Terraform and provider do not get over what AWS answers to them, however
 * often the provider tries again.
 */
class RefusedFaultsIT {
    private static final String LARGE = "x".repeat(6_100);

    /** One fault each, and what they need. */
    private static final String FAULTS = """
            {"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}},
             "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "west", "region": "us-west-2"}]},
             "resource": {
               "aws_sns_topic": {"alerts": {"name": "alerts"}},
               "aws_rds_cluster_parameter_group": {"tuning": {"name": "tuning", "family": "aurora-postgresql16"}},
               "aws_db_event_subscription": {"cluster_parameters": {
                 "name": "cluster-parameters", "sns_topic": "${aws_sns_topic.alerts.arn}",
                 "source_type": "db-parameter-group", "source_ids": ["${aws_rds_cluster_parameter_group.tuning.name}"]}},
               "aws_iam_policy": {"large": {"name": "large", "policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Sid\\": \\"a\\", \\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:GetObject\\", \\"Resource\\": \\"arn:aws:s3:::b/%s\\"}]}"}},
               "aws_db_instance": {"gone": {
                 "identifier": "gone", "engine": "postgres", "engine_version": "15.4", "instance_class": "db.t4g.medium",
                 "allocated_storage": 20, "username": "owner", "manage_master_user_password": true, "skip_final_snapshot": true}},
               "aws_db_instance_automated_backups_replication": {"pair": {
                 "provider": "aws.west", "source_db_instance_arn": "arn:aws:rds:us-east-2:123456789012:db:ledger"}},
               "aws_iam_role": {"runner": {"name": "runner", "assume_role_policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"sts:AssumeRole\\", \\"Principal\\": {\\"Service\\": \\"lambda.amazonaws.com\\"}}]}"}},
               "aws_lambda_function": {"migration": {
                 "function_name": "migration", "role": "${aws_iam_role.runner.arn}", "filename": "function.zip",
                 "handler": "a.B", "runtime": "java17", "publish": true, "snap_start": {"apply_on": "PublishedVersions"}}},
               "aws_lambda_invocation": {"run": {
                 "function_name": "${aws_lambda_function.migration.function_name}",
                 "qualifier": "${aws_lambda_function.migration.version}", "input": "{}"}},
               "aws_kms_key": {"stranger": {"policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"kms:*\\", \\"Resource\\": \\"*\\", \\"Principal\\": {\\"AWS\\": [\\"arn:aws:iam::123456789012:root\\", \\"arn:aws:iam::123456789012:role/nobody\\"]}}]}"}}}}""".formatted(LARGE);

    @TempDir
    private Path folder;

    @Test
    void theProviderDoesNotGetOverWhatAwsRefuses() {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR);
        try (Emulator emulator = Emulator.start()) {
            Run apply = apply(emulator, FAULTS);

            assertThat(apply.exitCode()).as(apply.output()).isNotZero();
            assertThat(apply.output().replaceAll("[\\s│]+", " "))
                    .contains(
                            "SourceNotFound: Could not find source: tuning",
                            "LimitExceeded: Cannot exceed quota for PolicySize: 6144",
                            "Cannot find version 15.4 for postgres",
                            "Feature is not available in region us-west-2",
                            "SnapStartNotReadyException",
                            "one or more invalid principals");
            assertThat(emulator.proxy().refused())
                    .as("the role was too fresh at first, and the provider tried again")
                    .anySatisfy(line -> assertThat(line).contains("cannot be assumed by Lambda"));
            assertThat(apply.output()).contains("aws_lambda_function.migration: Creation complete");
        }
    }

    @Test
    void nothingIsMadeInARegionThatIsNotEnabled() {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR);
        String topic = """
                {"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}},
                 "provider": {"aws": {"region": "eu-central-2"}},
                 "resource": {"aws_sns_topic": {"alerts": {"name": "alerts"}}}}""";
        try (Emulator emulator = Emulator.start()) {
            Run apply = apply(emulator, topic);

            assertThat(apply.exitCode()).isNotZero();
            assertThat(apply.output()).contains("InvalidClientTokenId");
        }
    }

    private Run apply(Emulator emulator, String json) {
        try {
            Files.writeString(folder.resolve("main.tf.json"), json);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("function.zip")))) {
                zip.putNextEntry(new ZipEntry("a.txt"));
                zip.write("a".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the program", e);
        }
        terraform(emulator, "init", "-input=false", "-no-color").succeeded();
        return terraform(emulator, "apply", "-auto-approve", "-input=false", "-no-color");
    }

    private Run terraform(Emulator emulator, String... arguments) {
        Map<String, String> environment = new TreeMap<>(emulator.environment());
        environment.put("CHECKPOINT_DISABLE", "1");
        return Run.of(folder, environment, command(arguments));
    }

    private static List<String> command(String... arguments) {
        return Stream.concat(Stream.of(Tool.TERRAFORM.path()), List.of(arguments).stream())
                .toList();
    }
}
