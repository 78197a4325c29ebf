package payments.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.app.ProgramModel;
import payments.testing.TestClasses;

/**
 * Holds a command of a document against what it would call, without running it: the program's own options, the build's
 * modules, tests and properties, the scripts of the repository, the stacks of the deployment.
 *
 * @param source every word of the repository's files that are no documents
 * @param stacks the names of the stacks by deployment
 */
record CommandCheck(SourceWords source, Map<String, Set<String>> stacks) {
    /** Verbs and subcommands that documents use; {@code DocumentCommandsIT} asks the tools themselves about their options. */
    static final Set<String> CLI_VERBS = Set.of("synth", "deploy", "diff", "destroy", "output");

    static final Set<String> TERRAFORM_COMMANDS =
            Set.of("init", "plan", "apply", "destroy", "show", "output", "import", "force-unlock", "state", "validate");

    private static final Set<String> GOALS = Set.of("package", "test", "verify", "spotless:apply", "dependency:get");
    private static final Set<String> MAVEN_PROPERTIES = Set.of("test", "it.test", "skipTests");
    private static final Set<String> SHELL = Set.of(
            "cd",
            "curl",
            "diff",
            "export",
            "git",
            "mkdir",
            "mv",
            "nslookup",
            "warm",
            "openssl",
            "pg_dump",
            "pip",
            "psql");
    private static final Pattern STACK = Pattern.compile("[a-z]+(-[a-z]+)+(-[0-9])?");

    /** Whether a piece of code in a sentence is a command: a known program and something behind it. */
    static boolean isCommand(String code) {
        return ShellCommand.of(code).stream()
                .findFirst()
                .filter(command -> command.words().size() > 1)
                .filter(command -> Set.of(
                                        "mvn",
                                        "java",
                                        "npx",
                                        "cdktf",
                                        "cdktn",
                                        "terraform",
                                        "aws",
                                        "bash",
                                        "curl",
                                        "pip",
                                        "nslookup")
                                .contains(command.program())
                        || command.program().startsWith(".ci/")
                        || command.program().startsWith("test/performance/"))
                .isPresent();
    }

    /**
     * What is wrong with a script.
     *
     * @param deployment the deployment that is in force before its first command
     */
    List<String> faults(String script, String deployment) {
        List<String> faults = new ArrayList<>();
        String inForce = deployment;
        for (ShellCommand command : ShellCommand.of(script)) {
            command.variables().keySet().stream()
                    .filter(name -> !source.contains(name))
                    .forEach(name -> faults.add("%s: nothing reads the variable %s".formatted(command.text(), name)));
            inForce = command.variables().getOrDefault("DEPLOYMENT", inForce);
            for (String fault : faults(command, inForce)) {
                faults.add("%s: %s".formatted(command.text(), fault));
            }
        }
        return faults;
    }

    private List<String> faults(ShellCommand command, String deployment) {
        String program = command.program();
        if (program.isEmpty() || SHELL.contains(program) || program.equals("aws")) {
            return List.of();
        }
        return switch (program) {
            case "mvn" -> maven(command);
            case "java" -> java(command);
            case "npx" -> npx(command, deployment);
            case "cdktf", "cdktn" -> cli(command.after(1), deployment);
            case "terraform" -> terraform(command.after(1), deployment);
            case "bash" -> script(command.after(1));
            default ->
                program.contains("/")
                        ? script(command.words())
                        : List.of("no check knows '%s': add one to CommandCheck".formatted(program));
        };
    }

    private List<String> maven(ShellCommand command) {
        List<String> faults = new ArrayList<>();
        List<String> arguments = command.after(1);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-pl")) {
                i++;
                Arrays.stream(arguments.get(i).split(","))
                        .filter(module -> !Files.exists(Path.of(module, "pom.xml")))
                        .forEach(module -> faults.add("there is no module '%s'".formatted(module)));
            } else if (argument.startsWith("-D")) {
                property(argument.substring(2)).ifPresent(faults::add);
            } else if (!argument.startsWith("-") && !argument.equals("…") && !GOALS.contains(argument)) {
                faults.add("the build's goals are %s, not '%s'".formatted(GOALS, argument));
            }
        }
        return faults;
    }

    private Optional<String> property(String definition) {
        String[] parts = definition.split("=", 2);
        if (parts[0].endsWith("test") && parts.length == 2) {
            Set<String> known = TestClasses.byClass().keySet();
            return Arrays.stream(parts[1].split(","))
                    .filter(test -> !known.contains(test) && !test.equals("None"))
                    .findFirst()
                    .map(test -> "there is no test class '%s'".formatted(test));
        }
        boolean known = MAVEN_PROPERTIES.contains(parts[0])
                || parts[0].endsWith(".failIfNoSpecifiedTests")
                || source.containsText('"' + parts[0] + '"');
        return known ? Optional.empty() : Optional.of("nothing reads the property '%s'".formatted(parts[0]));
    }

    private List<String> java(ShellCommand command) {
        int jar = command.words().indexOf("-jar");
        if (jar < 0 || !command.words().get(jar + 1).equals("main/target/payments.jar")) {
            return List.of("the program is started with 'java -jar main/target/payments.jar'");
        }
        List<String> arguments = command.after(jar + 2).stream()
                .map(argument -> argument.replaceAll("[\\[\\]]", ""))
                .toList();
        return ProgramModel.refusal(arguments).stream().toList();
    }

    private List<String> npx(ShellCommand command, String deployment) {
        List<String> arguments = command.after(1);
        if (!arguments.contains("--yes")) {
            return List.of("npx asks before it installs: write 'npx --yes'");
        }
        int verb = 0;
        while (verb < arguments.size() && !CLI_VERBS.contains(arguments.get(verb))) {
            verb++;
        }
        return cli(arguments.subList(verb, arguments.size()), deployment);
    }

    private List<String> cli(List<String> arguments, String deployment) {
        if (arguments.isEmpty() || !CLI_VERBS.contains(arguments.get(0))) {
            return List.of("the command-line program is called with one of %s".formatted(CLI_VERBS));
        }
        return arguments.stream()
                .skip(1)
                .filter(STACK.asMatchPredicate())
                .map(stack -> stack(stack, deployment))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> terraform(List<String> arguments, String deployment) {
        List<String> faults = new ArrayList<>();
        int next = 0;
        if (!arguments.isEmpty() && arguments.get(0).startsWith("-chdir=cdktf.out/stacks/")) {
            String stack = arguments.get(0).substring("-chdir=cdktf.out/stacks/".length());
            if (STACK.matcher(stack).matches()) {
                stack(stack, deployment).ifPresent(faults::add);
            }
            next++;
        }
        if (arguments.size() <= next || !TERRAFORM_COMMANDS.contains(arguments.get(next))) {
            faults.add("Terraform's commands that are known here are %s".formatted(TERRAFORM_COMMANDS));
        }
        return faults;
    }

    private Optional<String> stack(String stack, String deployment) {
        Set<String> known = stacks.get(deployment);
        if (known == null) {
            return Optional.of("there is no deployment '%s'".formatted(deployment));
        }
        return known.contains(stack)
                ? Optional.empty()
                : Optional.of("deployment %s has no stack '%s', but %s".formatted(deployment, stack, known));
    }

    /** A script of the repository; its arguments must occur in it, or in the files beside it that it calls. */
    private static List<String> script(List<String> words) {
        Path script = Path.of(words.get(0));
        if (!Files.isExecutable(script)) {
            return List.of("'%s' is no script that can be run".formatted(script));
        }
        String text = textBeside(script);
        return words.stream()
                .skip(1)
                .filter(argument -> argument.matches("(--)?[a-z][a-z-]*"))
                .filter(argument -> !text.contains(argument.replaceFirst("^--", "")))
                .map(argument -> "'%s' knows no '%s'".formatted(script, argument))
                .toList();
    }

    private static String textBeside(Path script) {
        StringBuilder text = new StringBuilder();
        try (var files = Files.walk(script.toAbsolutePath().getParent())) {
            for (Path file : files.filter(
                            file -> !file.toString().contains("node_modules") && Files.isRegularFile(file))
                    .toList()) {
                text.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(script), e);
        }
        return text.toString();
    }
}
