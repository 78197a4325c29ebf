package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.pipeline.PipelineRun;
import payments.testing.BusyProcessor;
import payments.testing.Tool;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The workflows, run and not read: three environments of a small deployment go through every job, each in a clone of its own with
 * the artefact's files, and their drift is found.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@BusyProcessor
@Requirement({"E8", "E11"})
class PipelineIT {
    private static final String BUCKET = "pipeline-state";

    private static Emulator emulator;
    private static PipelineRun pipeline;
    private static Map<String, String> promoted;

    @BeforeAll
    static void promoteFromDevToProd(@TempDir Path folder) {
        Tool.require(Tool.TERRAFORM, Tool.EMULATOR, Tool.MAVEN, Tool.GIT);
        emulator = Emulator.start();
        try (S3Client s3 = new Aws(emulator.endpoint(), "us-east-1").s3()) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
        pipeline = new PipelineRun(
                folder,
                Map.of(
                        "DEPLOYMENT", "test/resources/pipeline/pipeline.yaml",
                        "STATE_BUCKET", BUCKET,
                        "AWS_REGION", "us-east-1",
                        "READER_ROLE", "arn:aws:iam::123456789012:role/reader",
                        "DEPLOYER_ROLE", "arn:aws:iam::123456789012:role/deployer"),
                emulator.environment());
        promoted = pipeline.succeed("promote.yml");
    }

    @AfterAll
    static void stopTheEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    @Order(1)
    void whatWasPromotedHasNoDrift() {
        assertThat(promoted.get("live")).contains("6 stacks, 0 drifts");
    }
}
