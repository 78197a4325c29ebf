package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;

/** Each stack can be uploaded by itself, and still the code is written once. */
class FunctionCodeFilesTest {
    @Test
    void eachFunctionsFileLiesInTheFolderOfItsStackAndAllStacksShareIt() throws IOException {
        SynthesizedDeployment flagship = Deployments.of("payments");

        Set<Path> needed = new TreeSet<>();
        flagship.stacks().forEach((name, stack) -> files(stack).forEach(file -> needed.add(Path.of(name, file))));
        assertThat(needed).hasSize(6 * 4);
        assertThat(jars(flagship.folder().resolve("stacks"))).isEqualTo(needed);
        assertThat(inodes(flagship.folder().resolve("stacks"), needed))
                .as("files on disk, where the file system has hard links")
                .hasSize(4);
    }

    private static List<String> files(SynthesizedStack stack) {
        return stack.resources("aws_lambda_function").stream()
                .map(function -> function.at("filename").asText())
                .distinct()
                .toList();
    }

    private static Set<Path> jars(Path stacks) throws IOException {
        try (Stream<Path> files = Files.walk(stacks)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(stacks::relativize)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<Object> inodes(Path stacks, Set<Path> files) throws IOException {
        Set<Object> inodes = new HashSet<>();
        for (Path file : files) {
            inodes.add(Files.getAttribute(stacks.resolve(file), "unix:ino"));
        }
        return inodes;
    }
}
