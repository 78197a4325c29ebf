package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.testing.Deployments;
import payments.testing.Samples;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link Capabilities}: what is asked of all of them is answered for all of them. */
class CapabilitiesTest {
    private static final Pattern SCOPE = Pattern.compile("\"pci-scope\": \"[a-z-]+\"");
    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";

    static List<String> deployments() {
        return Deployments.names();
    }

    /** Whatever a capability keeps: no table and no bucket is left out of the trail when its data is cardholder data. */
    @ParameterizedTest
    @MethodSource("deployments")
    @Requirement({"B11", "E5"})
    void theTrailRecordsEveryTableAndBucketOfADeploymentWithCardholderData(String deployment) {
        SynthesizedDeployment synthesized = Deployments.of(deployment);
        Path stacks = withCardholderData(synthesized.folder().resolve("stacks"));
        long trails = synthesized.stacks().values().stream()
                .flatMap(stack -> stack.resources("aws_cloudtrail").stream())
                .count();

        assertThat(new Guardrails()
                        .check(Program.read(stacks), List.of(), LocalDate.EPOCH)
                        .results())
                .filteredOn(result -> result.rule().id().equals("ct-data-events"))
                .as("what the rule says of %d trails", trails)
                .hasSize((int) trails)
                .allSatisfy(result ->
                        assertThat(result.verdict()).as(result::message).isEqualTo(Verdict.PASS));
    }

    static Stream<DatabaseSettings> databases() {
        return Stream.of(Samples.DATABASE, Samples.AURORA);
    }

    /**
     * The names are those that RDS gives (Secrets Manager guide, "Secrets managed by other AWS services"): the migration of
     * the ledger is denied its password where role or boundary names others.
     */
    @ParameterizedTest
    @MethodSource("databases")
    @Requirement({"B9", "D3"})
    void theMigrationMayReadThePasswordThatRdsManagesForItsEngine(DatabaseSettings database) {
        SynthesizedStack stack = Testing.synthPlaced((scope, placement) -> Samples.roles(
                scope, placement, Samples.environment(Samples.withWorkers(database), AwsRegion.EU_WEST_1)));
        String secret = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:%s-0f0e0d0c-AbCdEf"
                .formatted(database.engine().isCluster() ? "rds!cluster" : "rds!db");

        assertThat(allows(
                        stack.resource("aws_iam_policy", "/database-migration-execution/policy")
                                .statement("policy", "ReadManagedPassword")
                                .path("Resource"),
                        secret))
                .as("the role reads " + secret)
                .isTrue();
        assertThat(allows(
                        stack.resource("aws_iam_policy", "/boundary")
                                .statement("policy", "Secrets")
                                .path("Resource"),
                        secret))
                .as("the boundary lets it read " + secret)
                .isTrue();
    }

    @Test
    void aRegionWithoutServicesHasOnlyWhatNeedsNone() {
        Environment environment = Samples.deployment(
                        List.of(
                                new Region(AwsRegion.US_EAST_1, cidr(0), true),
                                new Region(AwsRegion.EU_WEST_1, cidr(1), false)),
                        Samples.withWorkers(Samples.DATABASE))
                .environments()
                .get(0);

        assertThat(Capabilities.of(environment, environment.regions().get(0)))
                .containsExactlyElementsOf(Capabilities.of(environment));
        assertThat(Capabilities.of(environment, environment.regions().get(1)))
                .isNotEmpty()
                .noneMatch(Capability::needsServices);
    }

    private static Cidr cidr(int number) {
        return new Cidr("10.%d.0.0/16".formatted(number));
    }

    private static boolean allows(JsonNode resources, String arn) {
        List<String> patterns = new ArrayList<>();
        if (resources.isArray()) {
            resources.forEach(resource -> patterns.add(resource.asText()));
        } else {
            patterns.add(resources.asText());
        }
        return patterns.stream()
                .map(pattern ->
                        Pattern.quote(pattern.replace(ACCOUNT, "000000000000")).replace("*", "\\E.*\\Q"))
                .anyMatch(arn::matches);
    }

    private static Path withCardholderData(Path stacks) {
        Path copy = Scratch.folder("cardholder-data");
        try (Stream<Path> files = Files.walk(stacks)) {
            for (Path file : files.filter(path -> path.endsWith("cdk.tf.json")).toList()) {
                Path target = copy.resolve(stacks.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, SCOPE.matcher(Files.readString(file)).replaceAll("\"pci-scope\": \"cde\""));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
