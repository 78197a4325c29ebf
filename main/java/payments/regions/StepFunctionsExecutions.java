package payments.regions;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.account.Aws;
import payments.account.Questions;
import payments.account.RefusedException;
import payments.service.domain.PaymentId;

/** Runs of Step Functions, by the names that the service gives them: they have no gap. */
public final class StepFunctionsExecutions implements Executions {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More attempts than a person reads; the last one is what matters, and it is at the end of what is shown or beyond. */
    private static final int MOST = 20;

    private final Aws aws;

    /** Asks by these calls. */
    public StepFunctionsExecutions(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Execution> of(String region, String stateMachine, PaymentId payment) {
        try {
            String machine = "arn:aws:states:%s:%s:execution:%s:"
                    .formatted(region, Questions.account(aws, region), stateMachine);
            List<Execution> found = new ArrayList<>();
            Optional<Execution> next = find(region, machine, "capture-" + payment.value());
            for (int attempt = 2; next.isPresent() && attempt <= MOST; attempt++) {
                found.add(next.get());
                next = find(region, machine, "recapture-%d-%s".formatted(attempt, payment.value()));
            }
            return found;
        } catch (RefusedException e) {
            throw new RegionsException(
                    "a state machine does not say what runs",
                    "%s in %s: %s".formatted(stateMachine, region, e.getMessage()),
                    "the credentials or the network");
        }
    }

    private Optional<Execution> find(String region, String machine, String name) {
        try {
            String status = aws.firstJson(
                            "states",
                            region,
                            "AWSStepFunctions.DescribeExecution",
                            JSON.valueToTree(Map.of("executionArn", machine + name))
                                    .toString())
                    .path("status")
                    .asText();
            return Optional.of(new Execution(name, status));
        } catch (RefusedException e) {
            if (e.code().contains("ExecutionDoesNotExist")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
