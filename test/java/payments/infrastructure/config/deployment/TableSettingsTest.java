package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;

class TableSettingsTest {
    @Test
    void aKeyNameThatDynamoDbRefusesIsRefused() {
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings("payment id", null, null, List.of(), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partitionKey is payment id");
    }

    @Test
    void oneAttributeIsNotTwoKeys() {
        assertThatThrownBy(() ->
                        Constraints.requireValid(new TableSettings("id", "timestamp", "timestamp", List.of(), null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partitionKey id and sortKey timestamp and timestamp timestamp");
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings("id", "id", null, List.of(), null)))
                .hasMessageContaining("partitionKey id and sortKey id name one attribute twice")
                .hasMessageNotContaining("null");
        assertThatThrownBy(() -> Constraints.requireValid(
                        new TableSettings("id", null, "at", List.of(), new AuditTableSettings("at", List.of()))))
                .hasMessageContaining("timestamp and auditTable.partitionKey are both at");
        assertThatThrownBy(() -> Constraints.requireValid(new TableIndex("status-index", "status", "status")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("as sortKey");
    }

    @Test
    @Requirement({"B4", "D2"})
    void anIndexOverAnUnwrittenAttributeIsRefused() {
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings(
                        "id", null, null, List.of(new TableIndex("time-index", "timestamp", null)), null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index time-index is by timestamp, which the service does not write")
                .hasMessageContaining("customer_id")
                .hasMessageContaining("name the attribute in 'timestamp'");
        assertThatThrownBy(() -> Constraints.requireValid(new TableSettings(
                        "id",
                        null,
                        "timestamp",
                        List.of(),
                        new AuditTableSettings(
                                "audit_id", List.of(new TableIndex("customer-index", "customer_id", null))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("auditTable.indexes: index customer-index");
    }

    @Test
    void twoIndexesOfOneNameAreRefused() {
        TableIndex index = new TableIndex("status-index", "status", null);
        assertThatThrownBy(() ->
                        Constraints.requireValid(new TableSettings("id", null, null, List.of(index, index), null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two of the name status-index");
    }

    @Test
    void theNameOfTheServicesOwnIndexIsTaken() {
        assertThatThrownBy(() -> Constraints.requireValid(new TableIndex("outbox", "status", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not outbox");
    }
}
