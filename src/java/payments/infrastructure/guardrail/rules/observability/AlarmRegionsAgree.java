package payments.infrastructure.guardrail.rules.observability;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;

/**
 * What has an alarm in one region of an environment has it in each: the same construct is watched for the same faults wherever it
 * stands. So one of two alarms on a metric, which stand for different faults, does not go unseen. Asked of stacks that were synthesized,
 * whose resources say by the path of their construct which ones are the same.
 *
 * @see <a href="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_notification_monitor.html">AWS
 *     Well-Architected: define and calculate metrics, and raise alarms</a>
 */
@Guardrail(
        id = "alarm-regions-agree",
        severity = Severity.MEDIUM,
        expects = "the alarms that the same resource has in another region of the environment",
        fix = "add the alarm that is missing, or take it away in the other region too",
        why = "A fault that is seen in one region stays unseen in the other",
        pci = "10.7.2",
        sources = "ours: the regions of an environment compared with each other")
final class AlarmRegionsAgree extends Rule {
    private static final Set<String> CALLS = Set.of("Count", "Invocations", "RequestCount", "Requests");
    private static final String ALARM = "aws_cloudwatch_metric_alarm";

    /** Stands for the name of a region in the path of a construct that leads to another one. */
    private static final Pattern REGION =
            Pattern.compile("(?<![a-z0-9])(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-[a-z]+)+-[0-9]");

    @Override
    public Set<String> types() {
        return Set.of(ALARM);
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (List<Stack> stacks : program.environments().values()) {
            List<Region> regions = stacks.stream()
                    .filter(Stack::isSynthesized)
                    .map(Region::of)
                    .filter(region -> !region.alarms.isEmpty())
                    .toList();
            regions.forEach(region -> judge(region, regions, judging));
        }
    }

    private static void judge(Region region, List<Region> others, Judging judging) {
        Map<Subject, Set<String>> missing = new LinkedHashMap<>();
        missing.put(Subject.of(region.stack), new TreeSet<>());
        for (Region other : others) {
            other.alarms.forEach((path, alarm) -> {
                if (!region.alarms.containsKey(path) && !isOfOneRegion(alarm)) {
                    region.wanting(path, watched(alarm))
                            .ifPresent(subject -> missing.computeIfAbsent(subject, none -> new TreeSet<>())
                                    .add(path));
                }
            });
        }
        missing.forEach((subject, paths) -> judging.about(subject, verdicts -> {
            paths.forEach(path -> verdicts.fail(path, ALARM, "no alarm %s, which another region has".formatted(path)));
            if (paths.isEmpty()) {
                verdicts.pass(ALARM, "%d alarms were compared".formatted(region.alarms.size()));
            }
        }));
    }

    /** What is copied goes one way, and callers may use one region alone, so that silence is a fault there only. */
    private static boolean isOfOneRegion(Resource alarm) {
        boolean ofSilence = alarm.attribute("comparison_operator").text().startsWith("LessThan")
                && alarm.attribute("metric_name").isOneOf(CALLS);
        return ofSilence || alarm.has("dimensions.SourceBucket");
    }

    /** The resources that an alarm's dimensions name. */
    private static List<Resource> watched(Resource alarm) {
        return Stream.concat(Stream.of(alarm), alarm.blocks("metric_query.metric").stream())
                .flatMap(metric -> metric.blocks("dimensions").stream())
                .flatMap(dimensions -> named(alarm, dimensions))
                .distinct()
                .toList();
    }

    private static Stream<Resource> named(Resource alarm, Block dimensions) {
        return dimensions.body().properties().stream().flatMap(dimension -> Stream.of(
                        NamedResources.types(dimension.getKey()).split(" "))
                .filter(type -> !type.isEmpty())
                .flatMap(type -> alarm.find(type, dimensions.own(dimension.getKey())).stream()));
    }

    /** The path of a resource's construct inside of its stack, the same in each region; its address where no construct made it. */
    private static String path(Resource resource) {
        String whole = resource.path();
        return REGION.matcher(whole.substring(whole.indexOf('/') + 1)).replaceAll("*");
    }

    /**
     * What a stack has.
     *
     * @param alarms by the paths of their constructs
     * @param resources by type and path
     */
    private record Region(Stack stack, Map<String, Resource> alarms, Map<String, Resource> resources) {
        static Region of(Stack stack) {
            Map<String, Resource> alarms = new TreeMap<>();
            Map<String, Resource> resources = new HashMap<>();
            for (Resource resource : stack.resources()) {
                resources.putIfAbsent(resource.type() + " " + path(resource), resource);
                if (resource.type().equals(ALARM) && !path(resource).equals(resource.address())) {
                    alarms.put(path(resource), resource);
                }
            }
            return new Region(stack, alarms, resources);
        }

        /**
         * What lacks an alarm of another region here: the same resource as there, or the stack where the alarm names none and others of its
         * construct that name none are here too.
         */
        Optional<Subject> wanting(String path, List<Resource> there) {
            String construct = path.substring(0, path.lastIndexOf('/') + 1);
            if (there.isEmpty()) {
                return Optional.of(Subject.of(stack)).filter(any -> alarms.entrySet().stream()
                        .anyMatch(alarm -> !construct.isEmpty()
                                && alarm.getKey().startsWith(construct)
                                && watched(alarm.getValue()).isEmpty()));
            }
            return there.stream()
                    .map(resource -> resources.get(resource.type() + " " + path(resource)))
                    .flatMap(Stream::ofNullable)
                    .findFirst()
                    .map(Subject::of);
        }
    }
}
