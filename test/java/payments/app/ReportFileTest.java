package payments.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.testing.FunctionJars;
import payments.testing.Run;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A file that a command writes is the earlier one or the new one, never a part of it, whatever happens in between. */
class ReportFileTest {
    private static final String FLAGSHIP = "main/deployments/payments.yaml";
    private static final String STACK = "{\"resource\": {\"aws_sns_topic\": {\"t\": {\"name\": \"t\"}}}}";

    @TempDir
    private Path folder;

    @Test
    void aFileIsMadeWithTheFoldersAboveIt() {
        Path file = folder.resolve("a/b/report.txt");

        ReportFile.write(file, "text");

        assertThat(file).hasContent("text");
    }

    @Test
    void theFileThatALinkLeadsToIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("report.txt"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        ReportFile.write(link, "after");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    @Test
    void aReaderNeverSeesAPart() throws IOException {
        Path file = folder.resolve("report.txt");
        List<String> texts = List.of("a".repeat(2_000_000), "b".repeat(1_000_000));
        ReportFile.write(file, texts.get(0));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) {
                ReportFile.write(file, texts.get(i % 2));
            }
        });

        while (!writer.isDone()) {
            assertThat(texts.contains(Files.readString(file))).isTrue();
        }

        writer.join();
    }

    /** The process may write 8 KiB to a file and no more, as on a disk that is nearly full. */
    @Test
    void withoutRoomTheEarlierFileStays() throws IOException {
        Path stacks = stacks();
        Path report = Files.writeString(folder.resolve("report.html"), "before");
        String java = "exec '%s' -XX:-UsePerfData -cp '%s' payments.app.Main check '%s' --format html --output '%s'"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        stacks,
                        report);

        Run limited = Run.of(Path.of("").toAbsolutePath(), Map.of(), List.of("bash", "-c", "ulimit -f 8; " + java));

        assertThat(limited.exitCode()).as(limited.output()).isEqualTo(ExitCode.INPUT.code());
        assertThat(limited.output()).contains("the file cannot be written", report.toString(), "--output");
        assertThat(report).hasContent("before");
        assertThat(names(folder)).containsExactlyInAnyOrder("stacks", "report.html");
    }

    @Test
    void whatAKilledProcessLeftIsDeletedAndWhatARunningOneWritesIsNot() throws IOException {
        Process killed = new ProcessBuilder("true").start();
        killed.onExit().join();
        Files.writeString(folder.resolve(".report.txt.%d.part".formatted(killed.pid())), "half");
        String running = ".report.txt.%d.part"
                .formatted(ProcessHandle.current().parent().orElseThrow().pid());
        Files.writeString(folder.resolve(running), "half");

        ReportFile.write(folder.resolve("report.txt"), "text");

        assertThat(names(folder)).containsExactlyInAnyOrder("report.txt", running);
    }

    static Stream<String> commandsWithAFile() {
        return Main.commandLine(Map.of()).getSubcommands().entrySet().stream()
                .filter(command -> writesAFile(command.getValue()))
                .map(Map.Entry::getKey);
    }

    private static boolean writesAFile(CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption("--output");
        return option != null && option.paramLabel().equals("FILE");
    }

    @ParameterizedTest
    @MethodSource("commandsWithAFile")
    void aTargetThatCannotBeWrittenIsNamedWithWhatToChange(String command) throws IOException {
        Path stacks = stacks();
        Path file = Files.writeString(folder.resolve("file"), "before");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Map<String, String> variables =
                Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString());

        for (String target : List.of(inner.toString(), file + "/report", "/proc/nowhere/report", "/proc/report")) {
            String judged =
                    switch (command) {
                        case "cost" -> FLAGSHIP;
                        case "explain" -> "s3-tls-only";
                        default -> stacks.toString();
                    };
            List<String> arguments = new ArrayList<>(List.of(command, judged, "--output", target));
            if (command.equals("access")) {
                arguments.add(2, judged);
            }
            Outcome outcome = Outcome.of(variables, arguments.toArray(new String[0]));

            assertThat(outcome.exitCode()).as(target).isEqualTo(ExitCode.INPUT.code());
            assertThat(outcome.err())
                    .contains("payments: the file cannot be written", "at       " + target, "needed ", "change ");
        }
        assertThat(file).hasContent("before");
        assertThat(names(inner)).isEmpty();
    }

    @Test
    void aReadOnlyFileIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("report.txt"), "before");
        assertThat(file.toFile().setReadOnly()).isTrue();

        if (!Files.isWritable(file)) {
            assertThatThrownBy(() -> ReportFile.write(file, "after"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("read-only");
            assertThat(file).hasContent("before");
        }
    }

    private Path stacks() throws IOException {
        Path stacks = Files.createDirectory(folder.resolve("stacks"));
        Files.writeString(stacks.resolve("cdk.tf.json"), STACK);
        return stacks;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
