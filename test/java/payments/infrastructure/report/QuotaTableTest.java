package payments.infrastructure.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.model.Program;

/** Who deploys for the first time sees what a new account would not have. */
class QuotaTableTest {
    private static Program program() throws JsonProcessingException {
        return Program.of(Map.of("prod", new ObjectMapper().readTree("""
                {"provider": {"aws": [
                   {"alias": "here", "region": "us-east-1", "default_tags": {"tags": {"Environment": "prod"}}},
                   {"alias": "there", "region": "eu-west-1", "default_tags": {"tags": {"Environment": "prod"}}}]},
                 "resource": {
                   "aws_eip": {"a": {"provider": "aws.here"}, "b": {"provider": "aws.there"}, "c": {"provider": "aws.there"}},
                   "aws_lambda_function": {"f": {"provider": "aws.here", "reserved_concurrent_executions": 950}},
                   "aws_dynamodb_table": {"t": {"provider": "aws.here"}}}}
                """)));
    }

    @Test
    void aLineSaysWhereMostOfAQuotaIsUsedAndWhatIsMoreThanThereIs() throws JsonProcessingException {
        assertThat(new QuotaTable(program(), false).render().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " reserved concurrency of functions 950 of 900 prod us-east-1 more than there is",
                        " elastic IP addresses 2 of 5 prod eu-west-1")
                .noneMatch(line -> line.contains("DynamoDB"));
    }

    @Test
    void whatFirstDeploymentsMeetIsThereUnusedToo() throws JsonProcessingException {
        assertThat(new QuotaTable(program(), false).render().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " metric alarms 0 of 5,000",
                        " event rules of one bus 0 of 300",
                        " network interfaces 0 of 5,000");
    }

    @Test
    void everyUseIsListedForWhoWantsToSeeAll() throws JsonProcessingException {
        assertThat(new QuotaTable(program(), true).render().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        " elastic IP addresses 1 of 5 prod us-east-1",
                        " elastic IP addresses 2 of 5 prod eu-west-1",
                        " DynamoDB tables 1 of 2,500 prod us-east-1");
    }
}
