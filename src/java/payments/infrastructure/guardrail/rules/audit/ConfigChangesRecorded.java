package payments.infrastructure.guardrail.rules.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.AccountWide;

/**
 * Each region in which an environment has something records all of its types; types of global services, such as roles, are
 * recorded in exactly one. All types are recorded by default, global ones are not. A recorder without delivery channel, or that
 * is not started, records nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html">AWS: recording resources</a>
 */
@Guardrail(
        id = "config-recorder",
        severity = Severity.HIGH,
        expects =
                "in every region in use a started recorder of all types with a delivery channel, in exactly one region with global types",
        fix = "add recorder, delivery channel and recorder status, with recording_group.all_supported",
        why = "A security group that was opened for an hour would leave no trace",
        pci = {"11.5.2", "2.2.1"},
        sources = {"CKV2_AWS_45", "CKV2_AWS_48", "CKV_AWS_121", "AVD-AWS-0019", "Config.1"})
final class ConfigChangesRecorded extends Rule {
    @Override
    public Set<String> types() {
        return Set.of(
                "aws_config_configuration_recorder",
                "aws_config_configuration_recorder_status",
                "aws_config_delivery_channel");
    }

    private static final String RECORDER = "aws_config_configuration_recorder";
    private static final String GLOBAL_TYPES = "recording_group.include_global_resource_types";
    private static final Pattern GLOBAL =
            Pattern.compile("aws_(iam|route53|cloudfront|organizations|s3_account|ssoadmin|budgets|ce)_.*");

    @Override
    protected void judge(Program program, Judging judging) {
        for (List<Stack> stacks : Trails.environments(program)) {
            List<Resource> recorders = Trails.of(stacks, RECORDER);
            Map<String, Stack> regions = new TreeMap<>();
            for (Stack stack : stacks) {
                regions(stack).forEach(region -> regions.putIfAbsent(region, stack));
            }
            recorders.forEach(recorder -> regions.remove(recorder.region()));
            Map<Stack, List<String>> missing = new LinkedHashMap<>();
            regions.forEach((region, stack) ->
                    missing.computeIfAbsent(stack, none -> new ArrayList<>()).add(region));
            missing.forEach((stack, without) -> judging.about(
                    Subject.of(stack), verdicts -> without.forEach(region -> absent(stack, region, verdicts))));
            long global = recorders.stream()
                    .filter(recorder -> recorder.attribute(GLOBAL_TYPES).isTrue())
                    .count();
            recorders.forEach(
                    recorder -> judging.about(Subject.of(recorder), verdicts -> judge(recorder, global, verdicts)));
        }
    }

    private void absent(Stack stack, String region, Verdicts verdicts) {
        AccountWide.absent(stack, RECORDER, "region::" + region, "no recorder in " + region, verdicts);
    }

    private static Set<String> regions(Stack stack) {
        return stack.resources().stream()
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED
                        && resource.type().startsWith("aws_"))
                .filter(resource -> !GLOBAL.matcher(resource.type()).matches()
                        && !resource.region().isEmpty())
                .map(Resource::region)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void judge(Resource recorder, long global, Verdicts verdicts) {
        verdicts.require(
                recorder,
                "recording_group.all_supported",
                all -> all.isTrue() || (all.isAbsent() && !recorder.has("recording_group.resource_types")));
        if (global == 1) {
            verdicts.pass(GLOBAL_TYPES, recorder.attribute(GLOBAL_TYPES));
        } else {
            verdicts.fail(
                    "global",
                    GLOBAL_TYPES,
                    global + " regions of the environment record global types",
                    "one region with global types");
        }
        boolean started = partners(recorder, "aws_config_configuration_recorder_status").stream()
                .anyMatch(status -> status.attribute("is_enabled").isTrue());
        demand(
                verdicts,
                "status",
                started,
                "aws_config_configuration_recorder_status.is_enabled",
                "the recorder is not started");
        boolean delivers = partners(recorder, "aws_config_delivery_channel").stream()
                .anyMatch(channel -> channel.has("s3_bucket_name"));
        demand(
                verdicts,
                "channel",
                delivers,
                "aws_config_delivery_channel.s3_bucket_name",
                "the region has no delivery channel");
    }

    private void demand(Verdicts verdicts, String qualifier, boolean met, String attribute, String problem) {
        if (met) {
            verdicts.pass(attribute, qualifier);
        } else {
            verdicts.fail(qualifier, attribute, problem);
        }
    }

    /** A region of an account has one recorder and one channel at most, so region and environment show what belongs together. */
    private static List<Resource> partners(Resource recorder, String type) {
        return recorder.stack().program().resources(type).stream()
                .filter(other -> other.isBeside(recorder)
                        && other.stack().environment().equals(recorder.stack().environment()))
                .toList();
    }
}
