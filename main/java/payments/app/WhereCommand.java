package payments.app;

import java.time.Instant;
import payments.account.Aws;
import payments.regions.RegionClients;
import payments.regions.SqsQueues;
import payments.regions.StepFunctionsExecutions;
import payments.regions.StoryReader;
import payments.regions.StoryText;
import payments.regions.Topology;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.resilience.Backoff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a payment is. */
@Command(
        name = "where",
        mixinStandardHelpOptions = true,
        description = {
            "Shows all that is known of one payment, in every region: log, table, events, executions, queues; and what to do about it.",
            "It only reads, and prints no details of the payment. It ends with 1 where something is to be done."
        })
final class WhereCommand extends PaymentsCommand {
    @Parameters(paramLabel = "PAYMENT", description = "The payment's id, as the API answers it.")
    private String payment = "";

    @Mixin
    private RunningOption running = new RunningOption();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private TextOrJson format = TextOrJson.TEXT;

    WhereCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Topology topology = running.topology(variables());
        PaymentId id = id();
        try (RegionClients clients = running.clients(variables());
                Aws aws = running.aws(variables())) {
            StoryReader reader = new StoryReader(
                    topology, clients, new SqsQueues(aws), new StepFunctionsExecutions(aws), new Backoff());
            StoryText story = new StoryText(reader.read(id, Instant.now()));
            out().print(format == TextOrJson.JSON ? story.json() : story.text());
            return ExitCode.ofFindings(story.advice().size());
        }
    }

    /** What is no id is not printed: it may be a card number. */
    private PaymentId id() {
        try {
            return new PaymentId(payment);
        } catch (RejectedException e) {
            throw new BadInputException("""
                    payments: that is no id of a payment
                      at       PAYMENT, of %d characters
                      needed   1 to 64 letters, digits, _ and -, and no card number
                      change   give the id that the API answered""".formatted(payment.length()));
        }
    }
}
