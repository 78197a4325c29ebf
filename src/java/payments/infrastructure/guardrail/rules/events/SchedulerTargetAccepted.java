package payments.infrastructure.guardrail.rules.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.events.Documents;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.SdkCalls;

/**
 * A schedule calls something by its ARN, or any call of AWS's SDK for Java by its name there, with parameters of that call. Calls
 * that only read are not made.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">AWS: universal targets of
 *     EventBridge Scheduler</a>
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html">AWS: Target</a>
 */
@Guardrail(
        id = "scheduler-target-accepted",
        severity = Severity.HIGH,
        expects =
                "the ARN of a target, or arn:aws:scheduler:::aws-sdk:service:call with the parameters of the call in JSON",
        fix = "write service and call as the SDK for Java names them, and the parameters with a capital first",
        why = "The scheduler refuses the target, or every run ends in the dead-letter queue",
        sources = "ours: Terraform takes any text")
final class SchedulerTargetAccepted extends ResourceRule {
    private static final String ARN = "target.arn";
    private static final String INPUT = "target.input";
    private static final Pattern UNIVERSAL = Pattern.compile("arn:aws[a-z-]*:scheduler:::aws-sdk:([^:]*):([^:]*)");
    private static final Pattern ANY_SDK = Pattern.compile(".*aws-sdk:.*");

    /** What calls begin with that only read. */
    private static final Pattern READING = Pattern.compile(
            "(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe"
                    + "|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument"
                    + "|isAuthorized|invokeModel)(?![a-z]).*");

    /** What takes JSON alone. */
    private static final Set<String> WITH_JSON = Set.of("lambda", "states", "events");

    private static final int SERVICE = 2;

    SchedulerTargetAccepted() {
        super("aws_scheduler_schedule");
    }

    @Override
    protected void judge(Resource schedule, Verdicts verdicts) {
        Value target = schedule.attribute(ARN);
        Value input = schedule.attribute(INPUT);
        Matcher universal = UNIVERSAL.matcher(target.text());
        if (target.isKnown() && universal.matches()) {
            judgeCall(universal.group(1), universal.group(2), verdicts);
            judgeParameters(universal.group(1), universal.group(2), input, verdicts);
        } else if (target.isKnown() && ANY_SDK.matcher(target.text()).matches()) {
            verdicts.fail(ARN, ARN, target.text(), "arn:aws:scheduler:::aws-sdk:service:call");
        } else {
            judgeArn(target, verdicts);
            String[] arn = target.text().split(":", -1);
            boolean json = arn.length > SERVICE && WITH_JSON.contains(arn[SERVICE]);
            if (json
                    && input.isKnown()
                    && !input.is("")
                    && Documents.read(input.text()).isEmpty()) {
                verdicts.fail(INPUT, INPUT, input.text(), "JSON");
            }
        }
        verdicts.pass(ARN, "judged as far as it can be read");
    }

    private static void judgeArn(Value target, Verdicts verdicts) {
        boolean other = target.target().isPresent()
                && Set.of("name", "url", "invoke_arn", "function_name", "bucket")
                        .contains(target.targetAttribute());
        if (other
                || (target.isKnown()
                        && target.target().isEmpty()
                        && !target.text().startsWith("arn:"))) {
            verdicts.fail(
                    ARN,
                    ARN,
                    other
                            ? "%s of %s"
                                    .formatted(
                                            target.targetAttribute(),
                                            target.target().get().address())
                            : target.text(),
                    "the ARN of what is called");
        }
    }

    private static void judgeCall(String service, String call, Verdicts verdicts) {
        Optional<String> correction = SdkCalls.known().correction(service, call);
        if (correction.isPresent()) {
            verdicts.fail(ARN, ARN, "%s:%s".formatted(service, call), correction.get());
        } else if (READING.matcher(call).matches()) {
            verdicts.fail(
                    ARN, ARN, "%s:%s, which only reads".formatted(service, call), "a call that changes something");
        }
    }

    private static void judgeParameters(String service, String call, Value input, Verdicts verdicts) {
        if (input.isAbsent() || input.is("")) {
            return;
        }
        Optional<JsonNode> read = Documents.read(input.text());
        if (read.filter(JsonNode::isObject).isEmpty()) {
            if (!read.map(Documents::isOpen).orElse(Documents.isOpen(input.text()))) {
                verdicts.fail(INPUT, INPUT, input.text(), "a JSON object with the parameters of the call");
            }
            return;
        }
        read.get().fieldNames().forEachRemaining(name -> {
            if (!Documents.isOpen(name)) {
                SdkCalls.known()
                        .correction(service, call, name)
                        .ifPresent(correction -> verdicts.fail(
                                name.toLowerCase(Locale.ROOT),
                                INPUT,
                                "%s of %s:%s".formatted(name, service, call),
                                correction));
            }
        });
    }
}
