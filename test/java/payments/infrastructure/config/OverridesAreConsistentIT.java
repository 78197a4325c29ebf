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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.constraint.OneOf;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.BusyBindings;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/**
 * Every setting that is {@link Overridable} may differ: what it alone changes is allowed and names that very setting. The values
 * come of the annotations of the settings; a text has a sample.
 */
@Requirement("E8")
@BusyBindings
class OverridesAreConsistentIT {
    /** It changes no resource: how many runs the others may reserve is checked against it. */
    private static final String WITHOUT_RESOURCE = "function.accountConcurrency";

    /** Small ones first: a setting is tried in the first in which it may be overridden and changes anything. */
    private static final List<String> BASES = List.of("""
            network: {zones: 2, natGateways: none}
            documents: none
            database: none
            queue: {}
            events: {}
            workflow: {}
            batch: {}
            api: {captureRoute: true, usagePlan: {}, cors: {origin: https://app.example.com}}
            """, """
            network: {zones: 2}
            documents: none
            links: {databaseCopy: none}
            """, """
            network: {zones: 2, natGateways: none}
            documents: none
            links: {databaseCopy: none}
            database: {engine: aurora-postgresql, instanceClass: db.serverless, aurora: {}}
            """, """
            network: {zones: 2, natGateways: none}
            documents: none
            database: none
            dns: {domain: api.example.com, zoneId: Z00000000000000000000}
            """, """
            network: none
            documents: none
            database: none
            events: {}
            effectLog: {witness: eu-west-2, reservedConcurrency: 5}
            """);

    @TempDir
    private Path folder;

    @Test
    void whatASettingAloneChangesMayDifferAndNamesThatSetting() {
        Set<String> left = new LinkedHashSet<>(Overrides.allowed());
        List<String> refused = new ArrayList<>();
        for (String base : BASES) {
            for (Finding finding : findings(overriding(base, left))) {
                left.removeAll(finding.settings());
                if (!finding.allowed()) {
                    refused.add(finding.line());
                }
            }
        }

        assertThat(Overrides.allowed()).hasSizeGreaterThan(30);
        assertThat(refused).isEmpty();
        assertThat(left).as("settings that no difference names").containsExactly(WITHOUT_RESOURCE);
    }

    private static List<Finding> findings(Deployment deployment) {
        Program program = synthesized(deployment);
        return new SettingEffects(
                        deployment.environments(),
                        program,
                        (environment, settings) -> synthesized(deployment.withEnvironments(List.of(environment))))
                .explain(Consistency.differences(
                        program,
                        deployment.environments().stream()
                                .map(EnvironmentFacts::of)
                                .toList()));
    }

    private static Program synthesized(Deployment deployment) {
        return Program.read(SynthesizedDeployment.of(Scratch.folder("overrides"), deployment)
                .folder());
    }

    /** Two environments, of which the second overrides as many of the settings as the base has, with values that are accepted. */
    private Deployment overriding(String base, Set<String> settings) {
        Map<String, Object> overrides = new LinkedHashMap<>();
        for (String setting : settings) {
            values(setting)
                    .filter(value -> {
                        Map<String, Object> more = new LinkedHashMap<>(overrides);
                        more.put(setting, value);
                        return loaded(base, more)
                                .filter(deployment -> differing(deployment).contains(setting))
                                .isPresent();
                    })
                    .findFirst()
                    .ifPresent(value -> overrides.put(setting, value));
        }
        return loaded(base, overrides).orElseThrow(() -> new AssertionError("not a deployment: " + base));
    }

    private static List<String> differing(Deployment deployment) {
        return new DifferingSettings(
                        deployment.environments().get(0),
                        deployment.environments().get(1))
                .paths();
    }

    private Optional<Deployment> loaded(String base, Map<String, Object> overrides) {
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
                        regions: %s
                      two:
                        suffix: two
                        regions: %s
                        overrides: %s
                    """.formatted(
                    base.indent(2), regions(base, 0), regions(base, 1), new ObjectMapper().writeValueAsString(tree)));
            return Optional.of(DeploymentLoader.load(file, Map.of(), Selection.everything()));
        } catch (InvalidDeploymentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One, but for what regions share. */
    private static String regions(String base, int block) {
        return base.contains("effectLog")
                ? "[{name: eu-west-1}, {name: eu-central-1}]"
                : "[{name: eu-west-1, cidr: 10.%d.0.0/16}]".formatted(block);
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
                : WrittenNames.all(component.getType()).stream().map(value -> value);
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
