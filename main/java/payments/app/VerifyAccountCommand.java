package payments.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.account.Answer;
import payments.account.Aws;
import payments.account.Questions;
import payments.account.RefusedException;
import payments.account.Stacks;
import payments.account.Verdict;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Asks an AWS account what only it can show before the first deployment, and changes nothing there. */
@Command(
        name = "verify-account",
        mixinStandardHelpOptions = true,
        description = {
            "Asks an AWS account whether it can take the synthesized stacks (regions, quotas, versions, names), or, with "
                    + "--deployed, whether they work there.",
            "It only reads. Each line of main/docs/aws.md is answered: pass, FAIL with what to change, or not known.",
            "It ends with 0 where all pass, 1 where something failed, and 2 where something is not known or an input is wrong."
        })
final class VerifyAccountCommand extends PaymentsCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "The same as --deployment.")
    private @Nullable String named;

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--synthesized",
            paramLabel = "FOLDER",
            description = "What synth wrote. Default: ${DEFAULT-VALUE}.")
    private Path synthesized = Path.of("cdktf.out");

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "The profile of the AWS configuration that may read the account. Default: the default credentials.")
    private @Nullable String profile;

    @Option(
            names = "--deployed",
            description = "Asks what shows only after the first apply, instead of what must be there before it.")
    private boolean deployed;

    VerifyAccountCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Deployment loaded = deployment.load(variables(), environment.selection(variables()), named);
        List<String> names = new DeployedStacks(synthesized, loaded).names();
        Program program = Program.read(synthesized.resolve("stacks"), names::contains);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        try (Aws aws = new Aws(credentials(), Endpoint.given(variables()))) {
            String region = loaded.environments().get(0).regions().get(0).name().code();
            Stacks stacks = new Stacks(program, account(aws, region));
            (deployed ? Questions.whenDeployed() : Questions.beforeDeployment())
                    .ask(aws, stacks, (question, answer) -> {
                        counts.merge(answer.verdict(), 1, Integer::sum);
                        print(question, answer);
                    });
            out().printf(
                            "Account %s for %s: %d passed, %d failed, %d not known%n",
                            stacks.account(),
                            loaded.name(),
                            counts.getOrDefault(Verdict.PASS, 0),
                            counts.getOrDefault(Verdict.FAIL, 0),
                            counts.getOrDefault(Verdict.UNKNOWN, 0));
        }
        if (counts.containsKey(Verdict.FAIL)) {
            return ExitCode.FINDINGS;
        }
        return counts.containsKey(Verdict.UNKNOWN) ? ExitCode.INPUT : ExitCode.DONE;
    }

    private AwsCredentialsProvider credentials() {
        return profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    private String account(Aws aws, String region) {
        try {
            return Questions.account(aws, region);
        } catch (RefusedException e) {
            throw noAccount(firstLine(e), "credentials that AWS takes, and a way to it");
        } catch (SdkClientException e) {
            // The SDK names each place where it looked, which fills a screen; --verbose shows it.
            String places = profile == null
                    ? "no credentials in the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the default profile,"
                            + " or the role of this machine"
                    : "no credentials in the profile '%s'".formatted(profile);
            throw noAccount(verbose() ? places + ": " + firstLine(e) : places, "credentials that may read the account");
        }
    }

    private static BadInputException noAccount(String at, String needed) {
        return new BadInputException("""
                payments: no account to ask
                  at       %s
                  needed   %s
                  change   sign in (aws sso login, or aws configure), or name a profile with --profile, and run the command again""".formatted(at, needed));
    }

    private static String firstLine(RuntimeException e) {
        return Optional.ofNullable(e.getMessage())
                .orElse("no message")
                .lines()
                .findFirst()
                .orElse("");
    }

    private void print(String question, Answer answer) {
        out().printf("%-24s %-9s %s%n", question, answer.verdict(), answer.what());
        if (!answer.change().isEmpty()) {
            out().printf("%-24s %-9s %s%n", "", "change", answer.change());
        }
        out().flush();
    }
}
