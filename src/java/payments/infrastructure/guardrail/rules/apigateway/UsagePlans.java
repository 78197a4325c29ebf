package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Usage plans: what a caller may ask for in a second and in a period.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html">AWS: QuotaSettings</a>
 */
final class UsagePlans {
    private static final Map<String, Integer> LAST_OFFSET = Map.of("DAY", 0, "WEEK", 6, "MONTH", 27);

    private UsagePlans() {}

    static void judge(Resource plan, Refusals refusals) {
        for (Block quota : plan.blocks("quota_settings")) {
            Value period = quota.attribute("period");
            Value offset = quota.attribute("offset");
            if (period.isKnown() && !LAST_OFFSET.containsKey(period.text())) {
                refusals.add("quota_settings.period", period.text(), "DAY, WEEK or MONTH");
            } else if (period.isKnown()
                    && offset.number().isPresent()
                    && !offset.isBetween(0, LAST_OFFSET.getOrDefault(period.text(), 0))) {
                refusals.add(
                        "quota_settings.offset",
                        "%s in a %s".formatted(offset.text(), period.text()),
                        "0 in a DAY, 0 to 6 in a WEEK, 0 to 27 in a MONTH");
            }
            if (quota.attribute("limit").number().isPresent()
                    && !quota.attribute("limit").isBetween(1, Integer.MAX_VALUE)) {
                refusals.add("quota_settings.limit", quota.attribute("limit").text(), "at least 1");
            }
        }
        for (Block stage : plan.blocks("api_stages")) {
            judgeStage(plan, stage, refusals);
        }
    }

    /** A plan names a stage that exists; where it is of the same program, it is known which do. */
    private static void judgeStage(Resource plan, Block stage, Refusals refusals) {
        Optional<Resource> api = stage.attribute("api_id").target("aws_api_gateway_rest_api");
        Value name = stage.attribute("stage");
        List<Value> stages = api.stream()
                .flatMap(found -> found.referrers("aws_api_gateway_stage", "rest_api_id").stream())
                .map(found -> found.attribute("stage_name"))
                .toList();
        if (name.isKnown()
                && !stages.isEmpty()
                && stages.stream().allMatch(one -> one.isKnown() && !one.is(name.text()))) {
            refusals.add(
                    "api_stages.stage",
                    name.text(),
                    "a stage of the API: "
                            + String.join(
                                    ", ",
                                    stages.stream().map(Value::text).sorted().toList()));
        }
        for (Block throttle : stage.blocks("throttle")) {
            Value path = throttle.attribute("path");
            if (path.isKnown() && !path.text().matches("/.*/(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|ANY)|\\*/\\*")) {
                refusals.add("api_stages.throttle.path", path.text(), "/PATH/METHOD, such as /payments/POST");
            }
        }
        if (plan.region().isEmpty()) {
            return;
        }
        api.filter(found -> !found.region().equals(plan.region()))
                .ifPresent(found -> refusals.add("api_stages.api_id", found.address(), "an API of the plan's region"));
    }
}
