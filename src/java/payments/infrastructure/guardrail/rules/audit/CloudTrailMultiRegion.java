package payments.infrastructure.guardrail.rules.audit;

import java.util.List;
import java.util.Set;
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
import payments.infrastructure.guardrail.rules.AccountWide;

/**
 * Each environment has a trail that sees management calls, reading and writing, in all regions. Without selectors a trail sees
 * all management calls; logging is on by default, several regions are not. A trail of the organization in another program cannot
 * be seen.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html">AWS: multi-region trails</a>
 */
@Guardrail(
        id = "ct-multi-region",
        severity = Severity.CRITICAL,
        expects = "one trail for all regions, with logging on and all management events",
        fix = "add aws_cloudtrail with is_multi_region_trail = true, and leave enable_logging and management events on",
        why = "An intruder would work in the region that is not recorded",
        pci = "10.2.1",
        sources = {
            "CKV_AWS_67",
            "CKV_AWS_251",
            "AVD-AWS-0014",
            "CloudTrail.1",
            "CloudTrail.3",
            "MULTI_REGION_CLOUD_TRAIL_ENABLED",
            "CLOUD_TRAIL_ENABLED"
        })
final class CloudTrailMultiRegion extends Rule {
    @Override
    public Set<String> types() {
        return Set.of("aws_cloudtrail");
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (List<Stack> stacks : Trails.environments(program)) {
            List<Resource> trails = Trails.of(stacks, "aws_cloudtrail");
            if (trails.isEmpty()) {
                judging.about(Subject.of(stacks.get(0)), verdicts -> absent(stacks.get(0), verdicts));
            }
            boolean covered = trails.stream().anyMatch(CloudTrailMultiRegion::seesAll);
            for (Resource trail : trails) {
                judging.about(Subject.of(trail), verdicts -> {
                    if (covered && !seesAll(trail)) {
                        verdicts.notApplicable("another trail of the environment sees all");
                    } else {
                        judge(trail, verdicts);
                    }
                });
            }
        }
    }

    private static void absent(Stack stack, Verdicts verdicts) {
        AccountWide.absent(stack, "aws_cloudtrail", "", "no trail in the environment", verdicts);
    }

    private static boolean seesAll(Resource trail) {
        return trail.attribute("is_multi_region_trail").isTrue()
                && isLogging(trail.attribute("enable_logging"))
                && seesManagement(trail);
    }

    private void judge(Resource trail, Verdicts verdicts) {
        verdicts.require(trail, "is_multi_region_trail", Value::isTrue);
        verdicts.require(trail, "enable_logging", CloudTrailMultiRegion::isLogging);
        if (seesManagement(trail)) {
            verdicts.pass("event_selector", "all management events");
        } else {
            String attribute = trail.has("advanced_event_selector") ? "advanced_event_selector" : "event_selector";
            verdicts.fail("management", attribute, "not all management events");
        }
    }

    private static boolean isLogging(Value logging) {
        return logging.isAbsent() || logging.isTrue();
    }

    private static boolean seesManagement(Resource trail) {
        List<Block> advanced = trail.blocks("advanced_event_selector");
        List<Block> basic = trail.blocks("event_selector");
        if (!advanced.isEmpty()) {
            return advanced.stream()
                    .anyMatch(selector -> Selectors.has(selector, "eventCategory", "Management")
                            && selector.blocks("field_selector").size() == 1);
        }
        return basic.isEmpty()
                || basic.stream()
                        .anyMatch(selector ->
                                !selector.attribute("include_management_events").isFalse()
                                        && Selectors.readsAndWrites(selector)
                                        && selector.attribute("exclude_management_event_sources")
                                                .elements()
                                                .isEmpty());
    }
}
