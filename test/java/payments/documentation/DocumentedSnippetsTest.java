package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.app.Outcome;
import payments.testing.FunctionJars;

/**
 * What a reader would copy works: settings are taken by the program and found good by the guardrails, code compiles, JSON and
 * pictures can be read.
 */
class DocumentedSnippetsTest {
    private static final Pattern CLASS = Pattern.compile("class (\\w+)");
    private static final Pattern RUNNABLE =
            Pattern.compile("(?s)package ([\\w.]+);.*?class (\\w+) implements Runnable");

    @TempDir
    Path folder;

    /** The settings of the documents, by the place where they stand. */
    static Stream<Block> settings() {
        return blocks("yaml");
    }

    static Stream<Block> code() {
        return blocks("java");
    }

    static Stream<Block> pictures() {
        return blocks("mermaid");
    }

    /** Blocks of a language that no other test runs. */
    private static Stream<Block> blocks(String language) {
        return Document.allBlocks().stream()
                .filter(block -> block.language().equals(language))
                .filter(block -> block.marker().isEmpty() || DocumentedBlocksTest.is(block, Marker.Kind.IN));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsSynthesizeWithoutAFinding(Block block) throws IOException {
        Path file = Files.writeString(folder.resolve("deployment.yaml"), Snippet.whole(block));

        Outcome outcome = Outcome.of(
                Map.of("LAMBDA_JARS", FunctionJars.in(folder.resolve("jars")).toString()),
                "synth",
                "--deployment",
                file.toString(),
                "--output",
                folder.resolve("cdktf.out").toString());

        assertThat(outcome.exitCode())
                .as("%s: these settings%n%s%nare refused:%n%s", block.place(), Snippet.whole(block), outcome.err())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("code")
    void codeCompilesAndRuns(Block block) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();

        Boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(source(Snippet.whole(block))))
                .call();

        assertThat(compiled)
                .as("%s does not compile:%n%s", block.place(), messages)
                .isTrue();
        run(block);
    }

    /** Statements are put into a class that can be run; a test class is only compiled. */
    private void run(Block block) throws Exception {
        Matcher runnable = RUNNABLE.matcher(Snippet.whole(block));
        if (!runnable.find()) {
            return;
        }
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> snippet = classes.loadClass(runnable.group(1) + "." + runnable.group(2));
            ((Runnable) snippet.getConstructor().newInstance()).run();
        }
    }

    private static JavaFileObject source(String text) {
        Matcher name = CLASS.matcher(text);
        String file = name.find() ? name.group(1) : "Snippet";
        return new SimpleJavaFileObject(URI.create("string:///%s.java".formatted(file)), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Test
    void jsonIsJson() {
        List<String> faults = new ArrayList<>();
        blocks("json").forEach(block -> {
            try {
                new ObjectMapper().readTree(block.text());
            } catch (JsonProcessingException e) {
                faults.add("%s: %s".formatted(block.place(), e.getOriginalMessage()));
            }
        });

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void pictureCanBeDrawn(Block block) {
        assertThat(Flowchart.faults(block.text())).as(block.place()).isEmpty();
    }

    @Test
    void aPictureThatCannotBeDrawnIsFound() {
        assertThat(Flowchart.faults("flowchart LR\n  a[\"one\"] --> b\n")).isEmpty();
        assertThat(Flowchart.faults("flowchrt LR\n  a --> b\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  a[\"one\" --> b\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  a[\"one] --> b\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  subgraph s\n  a --> b\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  a --> b\n  end\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  a -- b\n")).hasSize(1);
        assertThat(Flowchart.faults("flowchart LR\n  a -->\n")).hasSize(1);
    }
}
