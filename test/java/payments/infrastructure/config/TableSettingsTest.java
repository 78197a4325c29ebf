package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;

class TableSettingsTest {
    @Test
    void aKeyNameThatDynamoDbRefusesIsRefused() {
        assertThatThrownBy(() -> new TableSettings("payment id", null, null, List.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partitionKey is payment id");
    }

    @Test
    void oneAttributeIsNotTwoKeys() {
        assertThatThrownBy(() -> new TableSettings("id", "timestamp", "timestamp", List.of(), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partitionKey id and sortKey timestamp and timestamp timestamp");
        assertThatThrownBy(() -> new TableSettings("id", "id", null, List.of(), null))
                .hasMessageContaining("partitionKey id and sortKey id name one attribute twice")
                .hasMessageNotContaining("null");
        assertThatThrownBy(
                        () -> new TableSettings("id", null, "at", List.of(), new AuditTableSettings("at", List.of())))
                .hasMessageContaining("timestamp and auditTable.partitionKey are both at");
        assertThatThrownBy(() -> new TableIndex("status-index", "status", "status"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("as sortKey");
    }

    @Test
    @Requirement({"B4", "D2"})
    void anIndexOverWhatNobodyWritesIsRefused() {
        assertThatThrownBy(() -> new TableSettings(
                        "id", null, null, List.of(new TableIndex("time-index", "timestamp", null)), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index time-index is by timestamp, which the service does not write")
                .hasMessageContaining("customer_id")
                .hasMessageContaining("name the attribute in 'timestamp'");
        assertThatThrownBy(() -> new TableSettings(
                        "id",
                        null,
                        "timestamp",
                        List.of(),
                        new AuditTableSettings(
                                "audit_id", List.of(new TableIndex("customer-index", "customer_id", null)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("auditTable.indexes: index customer-index");
    }

    @Test
    void twoIndexesOfOneNameAreRefused() {
        TableIndex index = new TableIndex("status-index", "status", null);
        assertThatThrownBy(() -> new TableSettings("id", null, null, List.of(index, index), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two of the name status-index");
    }

    @Test
    void theNameOfTheServicesOwnIndexIsTaken() {
        assertThatThrownBy(() -> new TableIndex("outbox", "status", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not outbox");
    }
}
