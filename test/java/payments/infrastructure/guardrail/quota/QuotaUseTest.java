package payments.infrastructure.guardrail.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.model.Program;

/** Each account and region has quotas of its own; some have them by VPC, bus or role, and then the fullest counts. */
class QuotaUseTest {
    private static final String PROVIDERS = """
            "provider": {"aws": [
              {"alias": "here", "region": "us-east-1", "allowed_account_ids": ["111122223333"]},
              {"alias": "there", "region": "eu-west-1", "allowed_account_ids": ["111122223333"]}]}
            """;

    private static Program program(String resources) throws JsonProcessingException {
        return Program.of(Map.of(
                "prod", new ObjectMapper().readTree("{%s, \"resource\": {%s}}".formatted(PROVIDERS, resources))));
    }

    private static long used(Program program, String quota, String region) {
        return QuotaUse.of(program).stream()
                .filter(use -> use.quota().id().equals(quota) && use.region().equals(region))
                .mapToLong(QuotaUse::used)
                .sum();
    }

    @Test
    void regionsAreCountedApart() throws JsonProcessingException {
        Program program = program("""
                "aws_eip": {"a": {"provider": "aws.here"}, "b": {"provider": "aws.here"}, "c": {"provider": "aws.there"}}
                """);

        assertThat(used(program, "elastic-ips", "us-east-1")).isEqualTo(2);
        assertThat(used(program, "elastic-ips", "eu-west-1")).isEqualTo(1);
        assertThat(QuotaUse.of(program)).extracting(QuotaUse::place).contains("111122223333 us-east-1");
    }

    @Test
    void anAccountIsCountedWhole() throws JsonProcessingException {
        Program program = program("""
                "aws_s3_bucket": {"a": {"provider": "aws.here"}, "b": {"provider": "aws.there"}}
                """);

        assertThat(used(program, "s3-buckets", "")).isEqualTo(2);
    }

    @Test
    void theFullestOfSeveralCounts() throws JsonProcessingException {
        Program program = program("""
                "aws_cloudwatch_event_target": {
                  "a": {"provider": "aws.here", "rule": "one"}, "b": {"provider": "aws.here", "rule": "one"},
                  "c": {"provider": "aws.here", "rule": "two"}}
                """);

        assertThat(used(program, "event-targets", "us-east-1")).isEqualTo(2);
    }

    @Test
    void functionsShareTheInterfacesOfASubnetAndTheirGroups() throws JsonProcessingException {
        Program program = program("""
                "aws_lambda_function": {
                  "a": {"provider": "aws.here", "vpc_config": {"subnet_ids": ["x", "y"], "security_group_ids": ["g"]}},
                  "b": {"provider": "aws.here", "vpc_config": {"subnet_ids": ["x", "y"], "security_group_ids": ["g"]}},
                  "c": {"provider": "aws.here", "vpc_config": {"subnet_ids": ["x"], "security_group_ids": ["h"]}}},
                "aws_vpc_endpoint": {"e": {"provider": "aws.here", "vpc_endpoint_type": "Interface", "subnet_ids": ["x", "y", "z"]}},
                "aws_db_instance": {"d": {"provider": "aws.here", "multi_az": true}}
                """);

        assertThat(used(program, "network-interfaces", "us-east-1")).isEqualTo(2 + 1 + 3 + 2);
    }

    @Test
    void reservedConcurrencyIsAddedUp() throws JsonProcessingException {
        Program program = program("""
                "aws_lambda_function": {
                  "a": {"provider": "aws.here", "reserved_concurrent_executions": 10},
                  "b": {"provider": "aws.here", "reserved_concurrent_executions": 30}, "c": {"provider": "aws.here"}}
                """);

        assertThat(used(program, "lambda-concurrency", "us-east-1")).isEqualTo(40);
    }
}
