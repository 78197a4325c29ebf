package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Environment;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;

/** Every command that a document shows, in a block or in a sentence, calls what is there, also where nobody can run it. */
class DocumentedCommandsTest {
    private static final CommandCheck CHECK = new CommandCheck(new SourceWords(), stacks());

    @Test
    void everyCommandCallsWhatIsThere() {
        List<String> faults = new ArrayList<>();
        int commands = 0;
        for (Document document : Document.all()) {
            String deployment = deployment(document.path());
            for (Block block : document.blocks()) {
                if (block.isShell() && !block.text().contains("() {")) {
                    commands++;
                    CHECK.faults(block.script(), deployment)
                            .forEach(fault -> faults.add("%s: %s".formatted(block.place(), fault)));
                }
            }
            for (Document.Place code : document.code()) {
                if (CommandCheck.isCommand(code.text())) {
                    commands++;
                    CHECK.faults(code.text(), deployment)
                            .forEach(fault -> faults.add("%s:%d: %s".formatted(document.path(), code.line(), fault)));
                }
            }
        }

        assertThat(commands).as("commands found").isGreaterThan(40);
        assertThat(faults).isEmpty();
    }

    @Test
    void aCommandThatWouldFailIsFound() {
        assertThat(faults("mvn -q -pl nowhere package")).contains("no module 'nowhere'");
        assertThat(faults("mvn test -Dtest=NobodyTest")).contains("no test class 'NobodyTest'");
        assertThat(faults("mvn test -Dno.such.property=1")).contains("no.such.property");
        assertThat(faults("mvn conquer")).contains("'conquer'");
        assertThat(faults("java -jar main/target/payments.jar check --colour cdktf.out"))
                .contains("--colour");
        assertThat(faults("java -jar payments.jar check cdktf.out")).contains("main/target/payments.jar");
        assertThat(faults("npx cdktf-cli@0.21.0 synth")).contains("npx --yes");
        assertThat(faults("npx --yes cdktf-cli@0.21.0 deploy dev-eu-west-9")).contains("no stack 'dev-eu-west-9'");
        assertThat(faults("DEPLOYMENT=mobile-api cdktf deploy dev-iam")).contains("mobile-api has no stack 'dev-iam'");
        assertThat(faults("terraform -chdir=cdktf.out/stacks/dev-imm init")).contains("no stack 'dev-imm'");
        assertThat(faults("terraform conquer")).contains("Terraform's commands");
        assertThat(faults("bash .ci/promote conquer")).contains("knows no 'conquer'");
        assertThat(faults("test/performance/nothing")).contains("no script");
        assertThat(faults("DEPLOIMENT=payments mvn verify")).contains("DEPLOIMENT");
        assertThat(faults("conquer the world")).contains("no check knows 'conquer'");
    }

    private static String faults(String script) {
        return String.join("\n", CHECK.faults(script, "payments"));
    }

    /** A deployment's page means its own deployment, everything else the default. */
    private static String deployment(Path document) {
        String name = String.valueOf(document.getFileName()).replace(".md", "");
        return document.startsWith(Path.of("main", "docs", "deployments")) ? name : "payments";
    }

    /** All stacks of a deployment: roles, regions and places of the state. */
    private static Map<String, Set<String>> stacks() {
        Map<String, Set<String>> stacks = new TreeMap<>();
        for (String name : Deployments.names()) {
            Set<String> names = new TreeSet<>();
            for (Environment environment : DeploymentLoader.load(
                            Path.of("main", "deployments", name + ".yaml"),
                            Deployments.variables(SynthesizedDeployment.yaml(name)),
                            Selection.everything())
                    .environments()) {
                names.add(environment.name() + "-iam");
                environment.regions().forEach(region -> {
                    names.add("%s-%s".formatted(environment.name(), region.code()));
                    names.add("%s-state-%s".formatted(environment.name(), region.code()));
                });
            }
            stacks.put(name, names);
        }
        return stacks;
    }
}
