package payments.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.naming.StackName;

/** What was written, where it lies, and what to do with it. */
final class SynthReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment;
    private final List<String> stacks;
    private final Path folder;
    private final FollowUp followUp;

    /**
     * How to call the CLI for the same deployment.
     *
     * @param variables what must stand in front of it
     * @param option what must stand behind it, with a space in front, or nothing
     */
    record FollowUp(Map<String, String> variables, String option) {
        private String command(String verb, String stacks) {
            String before = variables.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue() + " ")
                    .collect(Collectors.joining());
            return "%snpx --yes cdktf-cli@0.21.0 %s %s%s".formatted(before, verb, stacks, option);
        }
    }

    /** @param stacks the stacks' names in the order of deployment */
    SynthReport(Deployment deployment, List<String> stacks, Path folder, FollowUp followUp) {
        this.deployment = deployment;
        this.stacks = List.copyOf(stacks);
        this.folder = folder;
        this.followUp = followUp;
    }

    String text() {
        StringBuilder text = new StringBuilder("%nDeployment %s: %d stacks, in the order of deployment%n%n"
                .formatted(deployment.name(), stacks.size()));
        int width = stacks.stream().mapToInt(String::length).max().orElse(0);
        for (String stack : stacks) {
            Path json = folder.resolve("stacks").resolve(stack).resolve("cdk.tf.json");
            text.append("  %s  %4d resources  %s%n".formatted(pad(stack, width), resources(json), json));
        }
        Environment environment = deployment.environments().get(0);
        List<String> own = new ArrayList<>(environment.regions().stream()
                .map(region -> StackName.region(environment.name(), region.code()))
                .toList());
        own.add(StackName.iam(environment.name()));
        String first = String.join(" ", stacks.stream().filter(own::contains).toList());
        return text.append("""

                        Next, for example for %s (its stacks deploy from left to right):
                          %s
                          %s
                          %s
                        These need AWS credentials and Terraform 1.11 or newer. README.md says more.
                        """.formatted(
                        environment.name(),
                        places(environment.name()) + followUp.command("diff", StackName.iam(environment.name())),
                        followUp.command("deploy", first),
                        followUp.command("destroy", first)))
                .toString();
    }

    /** The places of the states must be there before the CLI looks at any other stack, and stay until all others are gone. */
    private String places(String environment) {
        List<String> places = stacks.stream()
                .filter(stack -> stack.startsWith(StackName.state(environment, "")))
                .toList();
        return places.isEmpty()
                ? ""
                : followUp.command("deploy", String.join(" ", places))
                        + "    # once, before all others%n  ".formatted();
    }

    /** What follows from findings. */
    String failure() {
        return """
                The stacks in %s must not be deployed: change what the findings say, or accept one
                for a time by a suppression in the deployment file. Texts to copy: main/docs/configuration.md, "To accept it".
                """.formatted(folder);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static int resources(Path json) {
        try {
            int count = 0;
            for (JsonNode byName : JSON.readTree(json.toFile()).path("resource")) {
                count += byName.size();
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("the stack that was just written cannot be read: " + json, e);
        }
    }
}
