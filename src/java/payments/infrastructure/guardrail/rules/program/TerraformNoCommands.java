package payments.infrastructure.guardrail.rules.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No command of a shell runs while Terraform plans or applies: no provisioner of any resource, and no data source that starts a
 * program. What a command does stands in no plan. One that runs what it downloads, opens a connection to a shell or sends
 * credentials is worse than another; one that only waits or prints is a warning.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/provisioners">Terraform: provisioners are a last resort</a>
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external">Terraform: the data
 *     source external</a>
 */
@Guardrail(
        id = "terraform-no-commands",
        severity = Severity.MEDIUM,
        expects = "no provisioner and no external program",
        fix = "use a resource of the provider, a function, or a step of the pipeline that is reviewed",
        why = "A command runs with every right of the deployment, and no plan shows what it does",
        pci = {"6.3.2", "6.5.1"},
        sources = "ours: Terraform calls provisioners a last resort")
final class TerraformNoCommands extends Rule {
    private static final String SHELL = "(?:sudo\\s+)?(?:/\\S*/)?(?:ba|z|da|k|a)?sh\\b";
    private static final String INTERPRETER =
            "(?:" + SHELL + "|(?:sudo\\s+)?(?:python[0-9.]*|perl|ruby|node|php|iex|pwsh|powershell)\\b)";
    private static final String DOWNLOAD =
            "\\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|aria2c|fetch)\\b";

    /** Downloads that are run, texts that are decoded and run, and shells at the end of a connection. */
    private static final List<Pattern> DANGEROUS = Stream.of(
                    DOWNLOAD + "[^\\n]*\\|[^\\n|]*" + INTERPRETER,
                    INTERPRETER + "[^\\n]*(?:\\$\\(|<\\(|`)\\s*" + DOWNLOAD,
                    DOWNLOAD + "[\\s\\S]*(?:&&|;|\\n)\\s*(?:" + INTERPRETER + "\\s+\\S|chmod\\s+\\S*x|source\\s|\\./)",
                    "base64\\s+(?:-d|-D|--decode)[^\\n]*\\|[^\\n|]*" + INTERPRETER,
                    "/dev/(?:tcp|udp)/",
                    "\\b(?:nc|ncat|netcat|socat)\\b[^\\n]*(?:-e|-c|exec)",
                    "\\b(?:iex|Invoke-Expression)\\b")
            .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
            .toList();

    /** Credentials or the state in a command that sends something. */
    private static final Pattern SENDS = Pattern.compile(
            "(?s)(?=.*(?:\\bcurl\\b|\\bwget\\b|\\bnc\\b|Invoke-|\\bscp\\b|nslookup|\\bdig\\b))(?=.*(?:AWS_SECRET|AWS_SESSION|AWS_ACCESS|\\.aws/|\\bprintenv\\b|\\benv\\b\\s*(?:\\||\\))|tfstate|169\\.254\\.169\\.254)).*");

    private static final Pattern HARMLESS =
            Pattern.compile("\\s*(?:sleep\\s+[0-9.]+[smh]?|echo\\b[^|;&`$<>(]*|true|:)?\\s*");

    private static final String LOCAL = "provisioner.local-exec";
    private static final String REMOTE = "provisioner.remote-exec";

    @Override
    public Set<String> types() {
        return Set.of("null_resource", "terraform_data");
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            for (Resource resource : stack.resources()) {
                if (resource.has("provisioner") || isProgram(resource)) {
                    judging.about(Subject.of(resource), verdicts -> judge(resource, verdicts));
                } else if (types().contains(resource.type())) {
                    judging.about(Subject.of(resource), verdicts -> verdicts.pass("provisioner", "none"));
                }
            }
            judging.about(Subject.of(stack), verdicts -> verdicts.pass("", "every resource was looked at"));
        }
    }

    private static boolean isProgram(Resource resource) {
        return resource.kind() == Resource.Kind.DATA && resource.type().equals("external");
    }

    /** One finding for all commands of a resource: the worst of them counts. */
    private static void judge(Resource resource, Verdicts verdicts) {
        List<Value> commands = new ArrayList<>();
        if (isProgram(resource)) {
            commands.add(resource.attribute("program"));
        }
        for (Block local : resource.blocks(LOCAL)) {
            commands.add(local.attribute("command"));
            commands.add(local.attribute("interpreter"));
        }
        for (Block remote : resource.blocks(REMOTE)) {
            Stream.of("inline", "script", "scripts").map(remote::attribute).forEach(commands::add);
        }
        String all = commands.stream().flatMap(Value::texts).collect(Collectors.joining("\n"));
        String attribute = isProgram(resource)
                ? "program"
                : !resource.blocks(LOCAL).isEmpty() ? LOCAL + ".command" : "provisioner";
        if (DANGEROUS.stream().anyMatch(form -> form.matcher(all).find())
                || SENDS.matcher(all).matches()) {
            verdicts.fail(Severity.HIGH, attribute, all, "no command that runs or sends what nobody has reviewed");
        } else if (isHarmless(resource, all)) {
            verdicts.fail(Severity.LOW, attribute, all, "a resource such as time_sleep");
        } else {
            verdicts.fail(attribute, all);
        }
    }

    private static boolean isHarmless(Resource resource, String commands) {
        boolean copies = resource.has("provisioner.file") && !resource.has(LOCAL) && !resource.has(REMOTE);
        return copies
                || (resource.has(LOCAL)
                        && commands.lines()
                                .allMatch(line -> HARMLESS.matcher(line).matches()));
    }
}
