package payments.infrastructure.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.consistency.AllowedDifference;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.Difference;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.SynthesizedDeployment;

/** What an environment may override is allowed to differ, everywhere in the output, and the difference names that very setting. */
@Requirement("E8")
class OverridesAreConsistentTest {
    /** For each setting that may be overridden, a value that is not the one of the base. */
    private static final Map<String, Object> OTHER_VALUES = Map.ofEntries(
            Map.entry("network.natGateways", "single"),
            Map.entry("database.instanceClass", "db.r7g.xlarge"),
            Map.entry("database.allocatedStorageGigabytes", 110),
            Map.entry("database.maximumStorageGigabytes", 600),
            Map.entry("database.backupRetentionDays", 20),
            Map.entry("database.aurora.instances", 3),
            Map.entry("database.aurora.minimumCapacity", 4),
            Map.entry("database.aurora.maximumCapacity", 32),
            Map.entry("function.memoryMegabytes", 2048),
            Map.entry("function.reservedConcurrency", 30),
            Map.entry("function.accountConcurrency", 2000),
            Map.entry("api.throttleRate", 50),
            Map.entry("api.throttleBurst", 60),
            Map.entry("api.usagePlan.rate", 30),
            Map.entry("api.usagePlan.burst", 40),
            Map.entry("api.usagePlan.dailyQuota", 5000),
            Map.entry("api.cors.origin", "https://other.example.com"),
            Map.entry("api.fewestRequests", 7),
            Map.entry("firewall.requestsPerAddress", 3000),
            Map.entry("dns.domain", "other.example.com"),
            Map.entry("dns.zoneId", "Z99999999ABCDEFGHIJKL"),
            Map.entry("logs.retentionDays", 30),
            Map.entry("audit.retentionDays", 500),
            Map.entry("protection.deletionProtection", false),
            Map.entry("protection.preventDestroy", false),
            Map.entry("protection.finalSnapshot", false),
            Map.entry("protection.emptyBucketsOnDestroy", true),
            Map.entry("queue.maximumConcurrency", 8),
            Map.entry("queue.processor.memoryMegabytes", 2048),
            Map.entry("queue.processor.reservedConcurrency", 30),
            Map.entry("events.relay.memoryMegabytes", 2048),
            Map.entry("events.relay.reservedConcurrency", 6),
            Map.entry("workflow.step.memoryMegabytes", 2048),
            Map.entry("workflow.step.reservedConcurrency", 6),
            Map.entry("batch.memoryMegabytes", 2048),
            Map.entry("batch.reservedConcurrency", 6));

    /** Two environments cannot share a name, so that differs as well. */
    private static final String OTHER_ZONE = "dns: {domain: other.example.com, zoneId: Z99999999ABCDEFGHIJKL}";

    private static final List<EnvironmentFacts> ENVIRONMENTS = List.of(
            new EnvironmentFacts("one", "one", null, List.of("eu-west-1")),
            new EnvironmentFacts("two", "two", null, List.of("us-east-1")));

    @TempDir
    Path folder;

    static List<String> overridable() {
        return Overrides.allowed();
    }

    @Test
    void everySettingThatMayBeOverriddenHasAnotherValueHere() {
        assertThat(OTHER_VALUES.keySet()).containsExactlyInAnyOrderElementsOf(Overrides.allowed());
    }

    @ParameterizedTest
    @MethodSource("overridable")
    void anOverrideAloneIsConsistentAndIsNamed(String setting) {
        Program program = Program.read(
                SynthesizedDeployment.of(folder, deployment(setting)).folder());

        List<Difference> differences = new Consistency().differences(program, ENVIRONMENTS);

        assertThat(differences.stream()
                        .filter(difference -> difference.allowed().isEmpty())
                        .map(Difference::line))
                .as("not allowed, though only %s differs", setting)
                .isEmpty();
        assertThat(differences)
                .filteredOn(difference -> !named(difference).get(0).startsWith("regions."))
                .as("differences that name another setting")
                .allMatch(difference -> named(difference).contains(setting)
                        || (setting.equals("dns.zoneId") && named(difference).contains("dns.domain")));
    }

    private static List<String> named(Difference difference) {
        return List.of(
                difference.allowed().map(AllowedDifference::setting).orElse("").split(", "));
    }

    private static String deployment(String setting) {
        return """
                project: acme
                settings:
                  network: {zones: 2, natGateways: per-zone}
                  documents: none
                  database: {engine: %s, instanceClass: %s, allocatedStorageGigabytes: 100}
                  links: {databaseCopy: none}
                  function: {reservedConcurrency: 20}
                  api:
                    throttleRate: 90
                    throttleBurst: 100
                    captureRoute: true
                    usagePlan: {}
                    cors: {origin: https://app.example.com}
                  %s
                  queue: {}
                  events: {}
                  ledger: {}
                  workflow: {}
                  batch: {}
                  protection: {preventDestroy: %s}
                environments:
                  one:
                    suffix: one
                    regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]
                  two:
                    suffix: two
                    regions: [{name: us-east-1, cidr: 10.1.0.0/16}]
                    overrides: {%s}
                """.formatted(
                        setting.startsWith("database.aurora") ? "aurora-postgresql, aurora: {}" : "postgres",
                        setting.matches("database.aurora.m.*") ? "db.serverless" : "db.r7g.large",
                        setting.startsWith("dns.")
                                ? "dns: {domain: api.example.com, zoneId: Z08123456ABCDEFGHIJKL}"
                                : "firewall: {requestsPerAddress: 2000}",
                        !setting.equals("protection.emptyBucketsOnDestroy"),
                        setting.equals("dns.zoneId") ? OTHER_ZONE : override(setting));
    }

    private static String override(String setting) {
        String[] keys = setting.split("\\.", -1);
        String value = String.valueOf(OTHER_VALUES.get(setting));
        for (int i = keys.length - 1; i > 0; i--) {
            value = "{" + keys[i] + ": " + value + "}";
        }
        return keys[0] + ": " + value;
    }
}
