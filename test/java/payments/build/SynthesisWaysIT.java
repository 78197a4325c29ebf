package payments.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.documentation.DocumentedScript;
import payments.testing.BusyProcessor;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * The command lines by which README.md synthesizes, each run as it stands there: the CLI of CDKTF, that of CDK Terrain, and the
 * program alone. All write the same files with the same bytes.
 */
@BusyProcessor
class SynthesisWaysIT {
    /** The smallest: what the ways have in common does not depend on how much is written. */
    private static final Map<String, String> DEPLOYMENT = Map.of("DEPLOYMENT", "mobile-api", "CHECKPOINT_DISABLE", "1");

    @TempDir
    Path folder;

    @Test
    @Requirement("X7")
    void everyWayWritesTheSameBytes() {
        Tool.require(Tool.NPX);
        List<String> ways = DocumentedScript.ranBy(Path.of("README.md"), SynthesisWaysIT.class).stream()
                .flatMap(String::lines)
                .toList();
        assertThat(ways).as("ways that README.md names").hasSizeGreaterThanOrEqualTo(3);

        Map<String, byte[]> first = synthesized(ways.get(0), folder.resolve("0"));
        assertThat(first).containsKeys("manifest.json", "stacks/main-us-east-1/cdk.tf.json");
        for (int way = 1; way < ways.size(); way++) {
            Map<String, byte[]> other = synthesized(ways.get(way), folder.resolve(String.valueOf(way)));

            assertThat(other.keySet()).as("files of: %s", ways.get(way)).isEqualTo(first.keySet());
            other.forEach((file, bytes) -> assertThat(bytes).as("%s", file).isEqualTo(first.get(file)));
        }
    }

    private static Map<String, byte[]> synthesized(String command, Path output) {
        Run.of(Path.of("").toAbsolutePath(), DEPLOYMENT, List.of("bash", "-euc", command + " --output " + output))
                .succeeded();
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(output)) {
            // The note of what it was made of names the variables that a CLI sets.
            for (Path path : paths.filter(path -> Files.isRegularFile(path) && !path.endsWith("synthesis.json"))
                    .toList()) {
                files.put(output.relativize(path).toString(), Files.readAllBytes(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("%s wrote nothing that can be read".formatted(command), e);
        }
    }
}
