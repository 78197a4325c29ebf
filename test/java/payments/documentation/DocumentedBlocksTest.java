package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.testing.TestClasses;

/**
 * Every block of a document is run by a test, or says that it needs what a build has not. The second kind is listed in a
 * committed file, so that a reviewer sees each block that nobody runs.
 */
class DocumentedBlocksTest {
    private static final Path NOT_RUN = Path.of("test", "resources", "golden", "documents-not-run.txt");
    private static final Set<String> RUN = Set.of("sh", "bash", "console", "yaml", "java", "json", "mermaid");
    private static final List<Block> BLOCKS = Document.allBlocks();

    @Test
    void everyBlockIsRunOrSaysWhyNot() {
        assertThat(BLOCKS).as("blocks found").hasSizeGreaterThan(20);
        assertThat(BLOCKS.stream()
                        .flatMap(block -> fault(block).map(fault -> "%s: %s".formatted(block.place(), fault)).stream()))
                .isEmpty();
    }

    @Test
    void aBlockThatNoTestWouldRunIsFound() {
        assertThat(fault(block("```\nmvn verify\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("no language"));
        assertThat(fault(block("```text\nanything\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("no test runs"));
        assertThat(fault(block("<!-- needs: courage -->\n```sh\nls\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("courage"));
        assertThat(fault(block("<!-- run by: .ci/run -->\n```sh\nmvn clean\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("mvn clean"));
        assertThat(fault(block("<!-- run by: NobodyTest -->\n```sh\nls\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("NobodyTest"));
        assertThat(fault(block("<!-- in: nowhere.yaml -->\n```yaml\na: 1\n```")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("nowhere.yaml"));
        assertThat(fault(block("    mvn verify"))).isPresent();
    }

    @Test
    void whatIsNotPrintedAsADocumentSaysIsFound() {
        Block console = block("```console\n$ one\nfirst: ... items\n…\nlast\n$ two\n```");

        assertThat(console.script()).isEqualTo("one\ntwo\n");
        assertThat(new Printed(console.text()).missing("noise\nfirst: 7 items\nmore\nlast\n"))
                .isEmpty();
        assertThat(new Printed(console.text()).missing("last\nfirst: 7 items\n"))
                .containsExactly("last");
        assertThat(new Printed(console.text()).missing("first: 7 item\nlast\n")).containsExactly("first: ... items");
    }

    @Test
    void aMarkerThatMarksNothingIsFound() {
        assertThat(Document.all().stream().flatMap(document -> document.strayMarkers().stream()
                        .map(stray -> "%s:%d: %s stands before no block, or is none of the vocabulary"
                                .formatted(document.path(), stray.line(), stray.text()))))
                .isEmpty();
        assertThat(Document.of(Path.of("x.md"), "<!-- needs: account -->\n\nText.\n")
                        .strayMarkers())
                .hasSize(1);
    }

    @Test
    void theListOfWhatIsNotRunIsTheCommittedOne() throws IOException {
        String list = BLOCKS.stream()
                .filter(block -> is(block, Marker.Kind.NEEDS))
                .map(block -> "%s | %s | %s%n"
                        .formatted(block.document(), block.marker().orElseThrow(), block.firstLine()))
                .collect(Collectors.joining());
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(NOT_RUN, list);
        }

        assertThat(NOT_RUN)
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", NOT_RUN)
                .content()
                .isEqualTo(list);
    }

    static boolean is(Block block, Marker.Kind kind) {
        return block.marker().filter(marker -> marker.kind() == kind).isPresent();
    }

    private static Block block(String markdown) {
        return Document.of(Path.of("x.md"), markdown).blocks().get(0);
    }

    private static Optional<String> fault(Block block) {
        if (block.language().isEmpty()) {
            return Optional.of(
                    "the block has no language; name it behind the fence: sh, console, yaml, java, json, mermaid, text");
        }
        if (block.marker().isEmpty()) {
            return RUN.contains(block.language())
                    ? Optional.empty()
                    : Optional.of("no test runs a block of '%s'; put a marker before it (CONTRIBUTING.md, Documents)"
                            .formatted(block.language()));
        }
        Marker marker = block.marker().get();
        return switch (marker.kind()) {
            case NEEDS ->
                Arrays.stream(marker.value().split(", *"))
                        .filter(need -> !Marker.NEEDS.contains(need))
                        .findFirst()
                        .map(need -> "a block needs one of %s, not '%s'".formatted(Marker.NEEDS, need));
            case RUN_BY ->
                marker.value().contains("/")
                        ? ranByScript(block, Path.of(marker.value()))
                        : ranByTest(block, marker.value());
            case IN ->
                Optional.of(Snippet.FOLDER.resolve(marker.value()))
                        .filter(file -> !Files.isRegularFile(file))
                        .map(file -> "there is no file %s to put it into".formatted(file));
        };
    }

    /** A script runs a command where one of its lines is the command, whatever it does with what is printed. */
    private static Optional<String> ranByScript(Block block, Path script) {
        List<String> lines = new ArrayList<>();
        try {
            // How much Maven prints of its progress does not change what it does.
            Files.readAllLines(script).forEach(line -> lines.add(line.strip().replaceFirst("^mvn( -B| -ntp)+", "mvn")));
        } catch (IOException e) {
            return Optional.of("there is no script %s".formatted(script));
        }
        return ShellCommand.of(block.script()).stream()
                .map(ShellCommand::text)
                .filter(command ->
                        lines.stream().noneMatch(line -> line.equals(command) || line.startsWith(command + " ")))
                .findFirst()
                .map(command -> "%s does not run '%s'".formatted(script, command));
    }

    /** A test runs a block where it reads the document, or is what the block starts. */
    private static Optional<String> ranByTest(Block block, String test) {
        if (!TestClasses.byClass().containsKey(test)) {
            return Optional.of("there is no test class '%s'".formatted(test));
        }
        if (ShellCommand.of(block.script()).stream()
                .allMatch(command -> command.words().contains("-Dtest=" + test))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of("test", "java"))) {
            Path source = files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow();
            String name = String.valueOf(block.document().getFileName());
            return Files.readString(source).contains(name)
                    ? Optional.empty()
                    : Optional.of("%s does not read %s".formatted(test, name));
        } catch (IOException e) {
            return Optional.of("%s cannot be read: %s".formatted(test, e.getMessage()));
        }
    }
}
