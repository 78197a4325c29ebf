package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.testing.BusyProcessor;
import payments.testing.Checkout;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * Runs the commands of the documents: in a clone with this build's jars and the default deployment synthesized, which is what
 * the README's first command leaves. Each document's blocks are run in order by one shell; each must end well and print
 * what the document says. What needs more is marked, and its commands are at least known to the tools that they call.
 */
@BusyProcessor
class DocumentCommandsIT {
    private static final String BLOCK = "== block ";

    @TempDir
    static Path clone;

    static Stream<Path> documents() {
        return Document.all().stream()
                .filter(document -> document.blocks().stream().anyMatch(DocumentCommandsIT::isRun))
                .map(Document::path);
    }

    private static boolean isRun(Block block) {
        return block.isShell() && block.marker().isEmpty();
    }

    @BeforeAll
    static void cloneAndSynthesize() {
        Tool.require(Tool.GIT, Tool.NPX);
        Checkout.builtInto(clone);
        run("java", "-jar", "main/target/payments.jar", "synth").succeeded();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandEndsWellAndPrintsWhatTheDocumentSays(Path path) {
        List<Block> blocks = Document.read(path).blocks().stream()
                .filter(DocumentCommandsIT::isRun)
                .toList();
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (int i = 0; i < blocks.size(); i++) {
            script.append("printf '\\n%s%%d\\n' %d%n%s%n"
                    .formatted(BLOCK, i, blocks.get(i).script()));
        }

        Run run = run("bash", "-c", script.toString());

        String[] printed = run.output().split("\n" + BLOCK + "[0-9]+\n", -1);
        assertThat(run.exitCode())
                .as(
                        "%s fails:%n%s%nIt printed:%n%s",
                        blocks.get(Math.max(0, printed.length - 2)).place(),
                        blocks.get(Math.max(0, printed.length - 2)).script(),
                        printed[printed.length - 1])
                .isZero();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals("console")) {
                assertThat(new Printed(blocks.get(i).text()).missing(printed[i + 1]))
                        .as("%s is not what is printed:%n%s", blocks.get(i).place(), printed[i + 1])
                        .isEmpty();
            }
        }
    }

    /** The finding that README.md shows as an example: the line of a documents bucket that anybody may reach without TLS. */
    @Test
    void theExampleOfAFindingIsWhatIsPrinted() throws IOException {
        Path json = clone.resolve("cdktf.out/stacks/prod-us-east-1/cdk.tf.json");
        byte[] before = Files.readAllBytes(json);
        try {
            ObjectNode stack = (ObjectNode) new ObjectMapper().readTree(before);
            ObjectNode policies = (ObjectNode) stack.at("/resource/aws_s3_bucket_policy");
            List<String> documents = new ArrayList<>();
            policies.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("documents_")) {
                    documents.add(name);
                }
            });
            assertThat(documents).isNotEmpty();
            policies.remove(documents);
            Files.write(json, new ObjectMapper().writeValueAsBytes(stack));

            Run check = run("java", "-jar", "main/target/payments.jar", "check", "cdktf.out")
                    .endedWith(1);

            for (String example : DocumentedScript.ranBy(Path.of("README.md"), DocumentCommandsIT.class)) {
                assertThat(new Printed(example).missing(check.output()))
                        .as("the example is not what is printed:%n%s", check.output())
                        .isEmpty();
            }
        } finally {
            Files.write(json, before);
        }
    }

    /** Options of commands that are not run here are known to the tools themselves. */
    @Test
    void theToolsKnowEveryOptionThatDocumentsGiveThem() {
        Tool.require(Tool.TERRAFORM);
        Map<String, Set<String>> options = new TreeMap<>();
        commands().forEach(command -> asked(command, options));
        assertThat(options.keySet())
                .anyMatch(help -> help.startsWith("npx "))
                .anyMatch(help -> help.startsWith("terraform "));

        List<String> faults = new ArrayList<>();
        options.forEach((help, wanted) -> {
            Run answer = run("bash", "-c", help);
            wanted.stream()
                    .filter(option -> !answer.output().contains(option))
                    .forEach(option -> faults.add("%s lists no %s:%n%s".formatted(help, option, answer.output())));
        });

        assertThat(faults).isEmpty();
    }

    /** botocore has every operation of AWS and comes with the emulator. */
    @Test
    void awsKnowsEveryCommandThatDocumentsGiveIt() {
        Tool.require(Tool.EMULATOR);
        List<String> command = new ArrayList<>(List.of("python3", "-c", """
                import sys
                import botocore.session
                from botocore import xform_name
                session = botocore.session.get_session()
                for line in sys.argv[1:]:
                    service, operation, *words = line.split()
                    if service == "s3" and operation in ("cp", "ls", "mv", "sync"):
                        continue  # of the command line tool itself, which botocore does not describe
                    model = session.get_service_model({"s3api": "s3", "configservice": "config"}.get(service, service))
                    known = {xform_name(name, "-"): name for name in model.operation_names}
                    if operation not in known:
                        print(f"{line}: no operation {operation}")
                        continue
                    shape = model.operation_model(known[operation]).input_shape
                    options = {"--region"} | {"--" + xform_name(name, "-") for name in shape.members}
                    for word in words:
                        if word.startswith("--") and word not in options:
                            print(f"{line}: no option {word}")
                """));
        int before = command.size();
        commands()
                .filter(aws -> aws.startsWith("aws") && aws.words().size() > 2)
                .map(aws -> String.join(" ", aws.after(1)))
                .forEach(command::add);
        assertThat(command).hasSizeGreaterThan(before + 10);

        assertThat(run(command.toArray(String[]::new)).succeeded().output()).isEmpty();
    }

    private static Stream<ShellCommand> commands() {
        return Document.all().stream()
                .flatMap(document -> Stream.concat(
                        document.blocks().stream().filter(Block::isShell).map(Block::script),
                        document.code().stream().map(Document.Place::text).filter(CommandCheck::isCommand)))
                .flatMap(script -> ShellCommand.of(script).stream());
    }

    /** Notes which help to ask about which options. */
    private static void asked(ShellCommand command, Map<String, Set<String>> options) {
        List<String> words = command.words();
        if (words.isEmpty()) {
            return;
        }
        int verb = 1;
        if (words.get(0).equals("npx")) {
            while (verb < words.size() && !CommandCheck.CLI_VERBS.contains(words.get(verb))) {
                verb++;
            }
        } else if (words.get(0).equals("terraform")) {
            while (verb < words.size() && words.get(verb).startsWith("-")) {
                verb++;
            }
        } else {
            return;
        }
        if (verb >= words.size()) {
            return;
        }
        String start = words.get(0).equals("npx")
                ? String.join(" ", words.subList(0, verb + 1))
                : "terraform " + words.get(verb);
        Set<String> wanted = options.computeIfAbsent(
                // Apply takes the options of a plan, and refers to the help of that.
                start.equals("terraform apply") ? start + " -help; terraform plan -help" : start + " -help",
                help -> new TreeSet<>());
        words.stream()
                .skip(verb + 1L)
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .forEach(wanted::add);
    }

    private static Run run(String... command) {
        return Run.of(clone, Map.of("CHECKPOINT_DISABLE", "1"), List.of(command));
    }
}
