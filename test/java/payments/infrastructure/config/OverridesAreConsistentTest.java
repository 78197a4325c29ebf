package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.BusyProcessor;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/**
 * Every setting that is {@link Overridable}: an environment that overrides it alone is consistent with one that does not, and
 * what differs names that very setting. The values come of the annotations of the setting; a text has a sample.
 */
@Requirement("E8")
@BusyProcessor
class OverridesAreConsistentTest {
    /** It changes no resource: how many runs the others may reserve is checked against it. */
    private static final String WITHOUT_RESOURCE = "function.accountConcurrency";

    /** Small ones first: a setting is tried in the first in which it may be overridden and changes anything. */
    private static final List<String> BASES = List.of("""
            network: none
            documents: none
            database: none
            queue: {}
            events: {}
            workflow: {}
            batch: {}
            api: {captureRoute: true, usagePlan: {}, cors: {origin: https://app.example.com}}
            """, """
            documents: none
            network: {zones: 2}
            links: {databaseCopy: none}
            """, """
            documents: none
            network: {zones: 2}
            links: {databaseCopy: none}
            database: {engine: aurora-postgresql, instanceClass: db.serverless, aurora: {}}
            """, """
            network: none
            documents: none
            database: none
            dns: {domain: api.example.com, zoneId: Z00000000000000000000}
            """);

    @TempDir
    private Path folder;

    /**
     * Two environments of which one overrides settings.
     *
     * @param settings the setting that is tried, and another one where the rules refuse it alone
     */
    private record Pair(String setting, Set<String> settings, Deployment deployment) {
        private Environment one() {
            return deployment.environments().get(0);
        }

        private Environment two() {
            return deployment.environments().get(1);
        }
    }

    @Test
    void anOverrideAloneIsConsistentAndIsNamed() {
        Set<String> left = new LinkedHashSet<>(Overrides.allowed());
        List<String> faults = new ArrayList<>();
        for (String base : BASES) {
            List<Pair> pairs = left.stream()
                    .flatMap(setting -> pair(base, setting).stream())
                    .toList();
            if (!pairs.isEmpty()) {
                explained(pairs).forEach((pair, findings) -> {
                    findings.stream()
                            .filter(finding -> !finding.settings().equals(List.of("regions.cidr")))
                            .filter(finding -> !finding.allowed() || !pair.settings.containsAll(finding.settings()))
                            .forEach(finding -> faults.add("%s: %s".formatted(pair.setting, finding.line())));
                    if (findings.stream().anyMatch(finding -> finding.settings().contains(pair.setting))) {
                        left.remove(pair.setting);
                    }
                });
            }
        }

        assertThat(Overrides.allowed()).hasSizeGreaterThan(30);
        assertThat(faults)
                .as("differences that follow another setting, or none")
                .isEmpty();
        assertThat(left).as("settings that no difference names").containsExactly(WITHOUT_RESOURCE);
    }

    /** All second environments are synthesized together. */
    private Map<Pair, List<Finding>> explained(List<Pair> pairs) {
        List<Environment> environments = new ArrayList<>(List.of(pairs.get(0).one()));
        pairs.forEach(pair -> environments.add(pair.two()));
        Deployment deployment = pairs.get(0).deployment;
        Program program = synthesized(deployment.withEnvironments(environments));
        Map<Environment, Program> variants = new LinkedHashMap<>();
        Map<Pair, List<Finding>> explained = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            List<Environment> compared = List.of(pair.one(), pair.two());
            explained.put(
                    pair,
                    new SettingEffects(
                                    compared,
                                    program,
                                    (environment, settings) -> variants.computeIfAbsent(
                                            environment,
                                            variant -> synthesized(deployment.withEnvironments(List.of(variant)))))
                            .explain(Consistency.differences(
                                    program,
                                    compared.stream().map(EnvironmentFacts::of).toList())));
        }
        return explained;
    }

    private static Program synthesized(Deployment deployment) {
        return Program.read(SynthesizedDeployment.of(Scratch.folder("overrides"), deployment)
                .folder());
    }

    /** The setting with the first other value that is accepted; if need be, beside another setting. Empty where none is. */
    private Optional<Pair> pair(String base, String setting) {
        String name = "two-" + Overrides.allowed().indexOf(setting);
        Stream<Map<String, Object>> alone = values(setting).map(value -> Map.of(setting, value));
        Stream<Map<String, Object>> beside = values(setting).flatMap(value -> Overrides.allowed().stream()
                .filter(other -> !other.equals(setting))
                .filter(other -> other.split("\\.", -1)[0].equals(setting.split("\\.", -1)[0]))
                .flatMap(other -> values(other).map(second -> Map.of(setting, value, other, second))));
        return Stream.concat(alone, beside)
                .flatMap(overrides -> loaded(base, name, overrides).stream())
                .map(deployment -> new Pair(
                        setting,
                        new TreeSet<>(new DifferingSettings(
                                        deployment.environments().get(0),
                                        deployment.environments().get(1))
                                .paths()),
                        deployment))
                .filter(pair -> pair.settings.contains(setting))
                .findFirst();
    }

    private Optional<Deployment> loaded(String base, String name, Map<String, Object> overrides) {
        ObjectNode tree = new ObjectMapper().createObjectNode();
        overrides.forEach((path, value) -> {
            String[] steps = path.split("\\.", -1);
            ObjectNode at = tree;
            for (int i = 0; i < steps.length - 1; i++) {
                at = at.withObjectProperty(steps[i]);
            }
            at.putPOJO(steps[steps.length - 1], value);
        });
        try {
            Path file = Files.writeString(folder.resolve("acme.yaml"), """
                    project: acme
                    settings:
                    %senvironments:
                      one:
                        suffix: one
                        regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]
                      %s:
                        suffix: %s
                        regions: [{name: eu-west-1, cidr: 10.1.0.0/16}]
                        overrides: %s
                    """.formatted(
                            base.indent(2), name, name, new ObjectMapper().writeValueAsString(tree)));
            return Optional.of(DeploymentLoader.load(file, Map.of(), Selection.everything()));
        } catch (InvalidDeploymentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values that a setting may have; the one of the base may be among them. */
    private static Stream<Object> values(String setting) {
        List<Object> samples = OptionSamples.BY_KEY.get("settings." + setting);
        if (samples != null) {
            return samples.stream();
        }
        RecordComponent component = component(setting);
        Range range = component.getAnnotation(Range.class);
        OneOf oneOf = component.getAnnotation(OneOf.class);
        if (range != null) {
            return IntStream.iterate(range.min(), value -> value <= range.max(), value -> value * 2 + 1)
                    .boxed()
                    .map(value -> value);
        }
        if (oneOf != null) {
            return IntStream.of(oneOf.value()).boxed().map(value -> value);
        }
        return component.getType() == boolean.class
                ? Stream.of(true, false)
                : Components.written(component.getType()).stream().map(value -> value);
    }

    private static RecordComponent component(String setting) {
        Class<?> record = Settings.class;
        @Nullable RecordComponent found = null;
        for (String step : setting.split("\\.", -1)) {
            found = Components.of(record).stream()
                    .filter(component -> component.getName().equals(step))
                    .findFirst()
                    .orElseThrow();
            record = found.getType();
        }
        if (found == null) {
            throw new IllegalArgumentException(setting);
        }
        return found;
    }
}
