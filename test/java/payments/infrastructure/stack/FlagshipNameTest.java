package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.Threat;
import payments.documentation.DocumentedScript;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Deployments;
import payments.testing.Samples;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/**
 * The flagship with a domain: each environment has one name, which leads to the region that owns the payments. {@link FlagshipNameIT}
 * compares the environments.
 */
class FlagshipNameTest {
    static final Map<String, String> VARIABLES = documented();
    static final SynthesizedDeployment NAMED =
            SynthesizedDeployment.of(Scratch.folder("flagship-name"), SynthesizedDeployment.flagshipYaml(), VARIABLES);

    @ParameterizedTest
    @Requirement({"A12", "X17"})
    @CsvSource({
        "prod-us-east-1, pay.example.com, us-east-1.pay.example.com",
        "prod-us-east-2, pay.example.com, us-east-2.pay.example.com",
        "staging-us-west-2, staging.pay.example.com, us-west-2.staging.pay.example.com",
        "dev-eu-central-1, dev.pay.example.com, eu-central-1.dev.pay.example.com"
    })
    void eachRegionAnswersToTheEnvironmentsNameAndToItsOwnWithCertificatesOfItsRegion(
            String name, String shared, String own) {
        SynthesizedStack stack = NAMED.stack(name);
        String region = name.substring(name.indexOf('-') + 1);

        stack.resource("aws_acm_certificate", "/names/domain")
                .has("domain_name", shared)
                .has("provider", "aws." + region);
        stack.resource("aws_acm_certificate", "/names/region")
                .has("domain_name", own)
                .has("provider", "aws." + region);
        stack.resource("aws_route53_health_check", "/health").has("fqdn", own);
        stack.resource("aws_api_gateway_rest_api").has("disable_execute_api_endpoint", true);
    }

    /** A move must change no caller's address, and a lost primary that comes back must get none before it owns the payments. */
    @Test
    @Threat("H01")
    void theNameLeadsToTheStandbyExactlyWhileItOwnsThePayments() {
        SynthesizedStack home = NAMED.stack("prod-us-east-1");
        SynthesizedStack standby = NAMED.stack("prod-us-east-2");
        SynthesizedResource latch = home.resource("aws_route53_health_check", "/latch");

        latch.has(
                "cloudwatch_alarm_name",
                standby.resource("aws_cloudwatch_metric_alarm", "/latch/owns-payments")
                        .at("alarm_name")
                        .asText());
        home.resource("aws_route53_record", "/records/shared")
                .has("name", "pay.example.com")
                .has("failover_routing_policy.type", "PRIMARY")
                .has("health_check_id", latch.ref("id"));
        standby.resource("aws_route53_record", "/records/shared")
                .has("name", "pay.example.com")
                .has("failover_routing_policy.type", "SECONDARY");
    }

    @Test
    @Requirement({"A12", "X17"})
    void withoutTheVariableThereIsNoNameAndNoHealthCheck() {
        for (SynthesizedStack stack : Deployments.of("payments").stacks().values()) {
            assertThat(stack.resources())
                    .noneMatch(resource -> resource.type().startsWith("aws_route53")
                            || resource.type().startsWith("aws_acm"));
        }
    }

    @Test
    @Requirement("X3")
    void aNameBringsNoFinding() {
        assertThat(new Guardrails()
                        .check(Program.read(NAMED.folder()), List.of(), Samples.DAY)
                        .findings(Severity.MEDIUM))
                .extracting(Result::message)
                .isEmpty();
    }

    /** The variables as the page of the deployment sets them. */
    private static Map<String, String> documented() {
        return Pattern.compile("([A-Z_]+)=(\\S+)")
                .matcher(String.join(
                        "\n",
                        DocumentedScript.ranBy(Path.of("main/docs/deployments/payments.md"), FlagshipNameTest.class)))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }
}
