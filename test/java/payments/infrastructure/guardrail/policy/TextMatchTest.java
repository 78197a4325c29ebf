package payments.infrastructure.guardrail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMatchTest {
    private static final RequestContext CONTEXT =
            RequestContext.nothing().with("aws:username", "a*a").without("aws:userid");

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "*, s3:GetObject, TRUE",
        "s3:*, s3:GetObject, TRUE",
        "S3:getobject, s3:GetObject, TRUE",
        "s3:Get*, s3:PutObject, FALSE",
        "s3:?etObject, s3:GetObject, TRUE",
        "s3:?etObject, s3:etObject, FALSE",
        "s3:GetObject, s3:GetObjectVersion, FALSE",
        "s3:*Object*, s3:PutObjectAcl, TRUE",
        "*:*, kms:Decrypt, TRUE",
        "*:Describe*, rds:DescribeDBInstances, TRUE",
    })
    void actionsMatchWithWildcardsAndWithoutCase(String pattern, String action, Truth expected) {
        assertThat(TextMatch.action(pattern, action)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "*, anything, TRUE",
        "arn:aws:s3:::docs/*, arn:aws:s3:::docs/a/b, TRUE",
        "arn:aws:s3:::docs/*, arn:aws:s3:::docs, FALSE",
        "arn:aws:s3:::docs*, arn:aws:s3:::docs-public/a, TRUE",
        // The case counts in ARNs.
        "arn:aws:s3:::Docs, arn:aws:s3:::docs, FALSE",
        // A wildcard stays in its part; the last part may hold colons.
        "arn:aws:logs:*:log-group, arn:aws:logs:eu:1:x:log-group, FALSE",
        "arn:aws:logs:eu:1:*, arn:aws:logs:eu:1:log-group:g:*, TRUE",
        "arn:aws:sns:*:1:topic, arn:aws:sns:eu:1:topic, TRUE",
        "arn:aws:sns:eu:1?:topic, arn:aws:sns:eu:12:topic, TRUE",
        // Missing parts are completed with wildcards.
        "arn:aws:sqs, arn:aws:sqs:eu:1:queue, TRUE",
        "arn:aws:sqs:eu, arn:aws:sqs:us:1:queue, FALSE",
    })
    void resourcesMatchPartByPart(String pattern, String resource, Truth expected) {
        assertThat(TextMatch.arn(pattern, resource, null)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "${aws_kms_key.a.arn}, ${aws_kms_key.a.arn}, TRUE",
        "${aws_kms_key.a.arn}, ${aws_kms_key.b.arn}, FALSE",
        "*, ${aws_kms_key.a.arn}, TRUE",
        "${aws_s3_bucket.a.arn}/*, ${aws_s3_bucket.a.arn}/x, TRUE",
        "${aws_s3_bucket.a.arn}/*, ${aws_s3_bucket.b.arn}/x, FALSE",
        "${aws_s3_bucket.a.arn}/*, ${aws_s3_bucket.a.arn}, FALSE",
        // Two attributes of one resource may meet.
        "arn:aws:s3:::${aws_s3_bucket.a.id}/*, ${aws_s3_bucket.a.arn}/x, UNKNOWN",
        "arn:aws:s3:::${aws_s3_bucket.a.id}/*, ${aws_s3_bucket.b.arn}/x, FALSE",
        "arn:aws:s3:::${aws_s3_bucket.a.id}/*, arn:aws:s3:::docs/x, UNKNOWN",
        "arn:aws:s3:::${aws_s3_bucket.a.id}/*, arn:aws:s3:::docs, FALSE",
        "arn:aws:sqs:*:*:${aws_sqs_queue.a.name}, arn:aws:sns:eu:1:a, FALSE",
        "arn:aws:kms:eu:1:key/*, ${aws_kms_key.a.arn}, UNKNOWN",
        "${data.aws_kms_key.a.arn}, ${aws_kms_key.b.arn}, UNKNOWN",
        "${one:aws_kms_key.a.arn}, ${one:aws_kms_key.a.arn}, TRUE",
        "${one:aws_kms_key.a.arn}, ${two:aws_kms_key.a.arn}, FALSE",
        "${one:aws_kms_key.a.arn}, arn:aws:kms:eu:1:key/2, UNKNOWN",
        "arn:aws:kms:eu:1:key/${one:aws_kms_key.a.key_id}, arn:aws:kms:eu:1:key/${one:aws_kms_key.b.key_id}, FALSE",
        "arn:aws:iam::${account}:role/a, arn:aws:iam::${account}:role/a, TRUE",
        "arn:aws:iam::${account}:role/a, arn:aws:iam::000000000000:role/a, UNKNOWN",
        "${var.key}, arn:aws:kms:eu:1:key/2, UNKNOWN",
        "arn:aws:dynamodb:*:${local.account}:table/x, arn:aws:dynamodb:eu:1:table/x, UNKNOWN",
        "arn:aws:dynamodb:*:${local.account}:table/x, arn:aws:dynamodb:eu:1:table/y, FALSE",
    })
    void referencesAreUnknownTexts(String pattern, String resource, Truth expected) {
        assertThat(TextMatch.arn(pattern, resource, CONTEXT)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // A variable's value is no pattern.
                "home/${aws:username}/*; home/a*a/x; TRUE",
                "home/${aws:username}/*; home/aba/x; FALSE",
                "home/${AWS:UserName}/*; home/a*a/x; TRUE",
                "home/${aws:PrincipalTag/team}/*; home/x/y; DEPENDS",
                "home/${aws:PrincipalTag/team}/*; away/x/y; FALSE",
                "home/${aws:userid}; home/; FALSE",
                "home/${aws:userid, 'nobody'}; home/nobody; TRUE",
                "${*}; x; FALSE",
                "${*}; *; TRUE",
                "a${?}; a?; TRUE",
            })
    void variablesTakeTheirValueFromTheRequest(String pattern, String value, Truth expected) {
        assertThat(TextMatch.glob(pattern, value, CONTEXT)).isEqualTo(expected);
    }

    @Test
    void aPolicyOfTheOldVersionKnowsNoVariables() {
        assertThat(TextMatch.glob("home/${aws:username}", "home/a*a", null)).isEqualTo(Truth.FALSE);
    }

    /** The same question, asked of the JDK's regular expressions. */
    @Test
    void wildcardsMeanWhatARegularExpressionSays() {
        Random random = new Random(20_260_101);
        int matched = 0;
        for (int round = 0; round < 20_000; round++) {
            String pattern = text(random, "ab*?");
            String value = text(random, "ab");
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), value);
            matched += expected ? 1 : 0;

            assertThat(TextMatch.glob(pattern, value, null))
                    .as("%s and %s", pattern, value)
                    .isEqualTo(Truth.of(expected));
        }
        assertThat(matched).as("matches among the rounds").isBetween(2_000, 18_000);
    }

    /** Whatever a reference turns out to be, the answer given before was not wrong. */
    @Test
    void anAnswerAboutReferencesHoldsForWhateverTheyBecome() {
        Random random = new Random(20_260_102);
        int sure = 0;
        for (int round = 0; round < 20_000; round++) {
            String pattern = text(random, "ab*?R");
            String value = text(random, "abR");
            String becomes = text(random, "ab") + "a";
            Truth before = TextMatch.glob(
                    pattern.replace("R", "${var.x}"), value.replace("R", "${var.x}"), RequestContext.nothing());
            Truth after = TextMatch.glob(pattern.replace("R", becomes), value.replace("R", becomes), null);
            sure += before == Truth.UNKNOWN ? 0 : 1;

            assertThat(before)
                    .as("%s and %s, where R becomes %s and then it is %s", pattern, value, becomes, after)
                    .isIn(Truth.UNKNOWN, after);
        }
        assertThat(sure).as("answers without doubt").isGreaterThan(5_000);
    }

    /** Tried one way after the other, it would take longer than the universe is old: the minute is for a busy machine. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHostilePatternTakesNoExponentialTime() {
        String pattern = "*a".repeat(200) + "b";
        String value = "a".repeat(2_000);

        assertThat(TextMatch.glob(pattern, value, null)).isEqualTo(Truth.FALSE);
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
