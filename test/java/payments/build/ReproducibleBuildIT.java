package payments.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.BusyProcessor;
import payments.testing.Checkout;
import payments.testing.Run;
import payments.testing.Tool;

/** The same sources give the same bytes: the jars of this build against a second, clean one in another folder. */
@BusyProcessor
class ReproducibleBuildIT {
    private static final List<String> JARS = List.of(
            "lambda-handler/contract/target/payments-contract-0.1.0.jar",
            "lambda-handler/target/payment-api.jar",
            "lambda-handler/target/payment-queue.jar",
            "lambda-handler/target/payment-batch.jar",
            "lambda-handler/target/payment-database.jar",
            "src/target/payments-infrastructure-0.1.0.jar",
            "main/target/payments.jar");

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    static Path copy;

    @BeforeAll
    static void buildAgain() {
        Tool.require(Tool.MAVEN, Tool.GIT);
        Checkout.into(copy);
        Run.of(
                        copy,
                        Map.of("TZ", "Pacific/Auckland"),
                        List.of(
                                Tool.MAVEN.path(),
                                "--offline",
                                "--quiet",
                                "--projects",
                                "lambda-handler/contract,lambda-handler,src,main",
                                "-DskipTests",
                                // They judge the sources, which this build has done already, and write nothing.
                                "-Dspotless.check.skip",
                                "-Denforcer.skip",
                                "package"))
                .succeeded();
    }

    @Test
    @Requirement("X7")
    void everyJarIsTheSameByteForByte() throws Exception {
        Map<String, String> here = new TreeMap<>();
        Map<String, String> there = new TreeMap<>();
        for (String jar : JARS) {
            here.put(jar, sha256(PROJECT.resolve(jar)));
            there.put(jar, sha256(copy.resolve(jar)));
        }

        assertThat(there).isEqualTo(here);
    }

    @Test
    @Requirement("X7")
    void theTerraformJsonIsTheSameByteForByte() throws IOException {
        Path here = synth(PROJECT, copy.resolve("from-here"));
        Path there = synth(copy, copy.resolve("from-there"));

        List<Path> files;
        try (var paths = Files.walk(here)) {
            files = paths.filter(Files::isRegularFile)
                    .map(here::relativize)
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(9);
        for (Path file : files) {
            assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
        }
    }

    private static Path synth(Path project, Path output) {
        Run.of(
                        project,
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                "main/target/payments.jar",
                                "synth",
                                "--output",
                                output.toString()))
                .succeeded();
        return output;
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
