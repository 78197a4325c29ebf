package payments.infrastructure.guardrail.rules.reality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part that only AWS knows is as long as it can get; what is sent as it stands stays. */
class FilledTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::${account}:role/x, 32",
        "${prod:data.aws_caller_identity.a.account_id}, 12",
        "${prod:aws_kms_key.keys.key_id}, 36",
        "${prod:aws_api_gateway_rest_api.api.id}, 10",
        "${prod:aws_vpc.network.id}, 24",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x-${random}, 61",
        "${prod:aws_something.x.arn}, 160",
        "${prod:var.anything}, 1",
        "${each.key}, 1",
        "${lower(x)}, 1",
        "${aws:PrincipalTag/team}, 24",
        "no open part, 12"
    })
    void theLengthIsTheGreatestThatAwsMakesAndTheLeastThatAUserMayChoose(String text, int length) {
        assertThat(Filled.of(text)).hasSize(length).doesNotContain("${prod");
    }
}
