package payments.infrastructure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.Json;

/** {@link PolicyDocument} and {@link Statement}. */
class PolicyDocumentTest {
    @Test
    void aDocumentIsWrittenAsAwsStoresIt() {
        PolicyDocument document = PolicyDocument.of(
                Statement.allow("ReadTwo", "s3:GetObject", "s3:ListBucket")
                        .on("arn:1", "arn:2")
                        .when("StringEquals", "aws:SourceAccount", "123456789012"),
                Statement.deny("NeverDelete", "s3:DeleteBucket").on("arn:1"));

        assertThat(Json.of(document.toJson())).isEqualTo(Json.of("""
                {'Version': '2012-10-17', 'Statement': [
                  {'Sid': 'ReadTwo', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:ListBucket'],
                   'Resource': ['arn:1', 'arn:2'], 'Condition': {'StringEquals': {'aws:SourceAccount': '123456789012'}}},
                  {'Sid': 'NeverDelete', 'Effect': 'Deny', 'Action': 's3:DeleteBucket', 'Resource': 'arn:1'}]}
                """));
    }

    @Test
    void conditionsOfOneOperatorStandTogetherAndSeveralValuesAreAList() {
        PolicyDocument document = PolicyDocument.of(Statement.allow("Use", "kms:Decrypt")
                .toService("s3.amazonaws.com")
                .when("StringEquals", "a", "1", "2")
                .when("StringEquals", "b", "3")
                .when("ArnLike", "c", "4"));

        assertThat(Json.of(document.toJson()).at("/Statement/0/Condition"))
                .isEqualTo(Json.of("{'StringEquals': {'a': ['1', '2'], 'b': '3'}, 'ArnLike': {'c': '4'}}"));
    }

    @Test
    void principalsAreAwsOnesOrAService() {
        assertThat(Json.of(PolicyDocument.of(Statement.allow("A", "x:Y").to("arn:1", "arn:2"))
                                .toJson())
                        .at("/Statement/0/Principal"))
                .isEqualTo(Json.of("{'AWS': ['arn:1', 'arn:2']}"));
        assertThat(Json.of(PolicyDocument.of(Statement.allow("A", "x:Y").toService("s3.amazonaws.com"))
                                .toJson())
                        .at("/Statement/0/Principal"))
                .isEqualTo(Json.of("{'Service': 's3.amazonaws.com'}"));
    }

    @Test
    void changingAStatementLeavesTheFirstOneAsItWas() {
        Statement first = Statement.allow("Read", "s3:GetObject").on("arn:1");

        first.when("Bool", "aws:SecureTransport", "true");
        first.on("arn:2");

        assertThat(first.conditions()).isEmpty();
        assertThat(first.resources()).containsExactly("arn:1");
    }

    @Test
    void aDocumentWithoutStatementsIsRefused() {
        assertThatThrownBy(() -> new PolicyDocument(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a policy needs at least one statement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Read Bucket", "read-bucket", "Read_1"})
    void aSidThatIamRefusesIsRefused(String sid) {
        assertThatThrownBy(() -> Statement.allow(sid, "s3:GetObject"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sid '%s' may hold letters and digits only".formatted(sid));
    }
}
