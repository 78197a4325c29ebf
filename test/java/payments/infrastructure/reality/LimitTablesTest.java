package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import payments.infrastructure.reality.DocumentSizes.DocumentSize;
import payments.infrastructure.reality.Quotas.Quota;

/** What the tables say of sizes and numbers. */
class LimitTablesTest {
    private static DocumentSize size(String id) {
        return DocumentSizes.all().stream()
                .filter(size -> size.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyLimitIsKnownByAName() {
        assertThat(DocumentSizes.all()).extracting(DocumentSize::id).doesNotHaveDuplicates();
        assertThat(Quotas.all()).extracting(Quota::id).doesNotHaveDuplicates();
    }

    @Test
    void iamCountsNoWhiteSpaceAndOthersCountBytes() {
        assertThat(size("iam-managed-policy").measure("{ \"a\":\n\t\"b\" }")).isEqualTo(9);
        assertThat(size("sqs-queue-policy").measure("{ \"\u00e4\" }")).isEqualTo(8);
        assertThat(size("event-pattern").measure("{ \"\u00e4\" }")).isEqualTo(7);
        assertThat(DocumentSizes.of("aws_iam_policy")).containsExactly(size("iam-managed-policy"));
    }

    @Test
    void aQuotaMayBeSmallerInSomeRegions() {
        assertThat(Quotas.of("event-rules").most("us-east-1")).isEqualTo(300);
        assertThat(Quotas.of("event-rules").most("af-south-1")).isEqualTo(100);
        assertThatThrownBy(() -> Quotas.of("wishes")).hasMessageContaining("no quota wishes");
    }

    /** Service Quotas knows a quota by a code of this form alone. */
    @Test
    void aCodeOfServiceQuotasHasItsForm() {
        assertThat(Quotas.all()).allSatisfy(quota -> assertThat(quota.code()).matches("(L-[0-9A-F]{8})?"));
    }
}
