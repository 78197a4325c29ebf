package payments.infrastructure.config.constraint;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of attributes that the service gives to items by itself. A key or a time of a table's own cannot have one of
 * them: the service would refuse to start.
 */
public final class ServiceAttributes {
    /** All of them; a test compares them with those of the service. */
    public static final Set<String> ALL = Set.of(
            "action",
            "actor",
            "amount",
            "caller",
            "captured",
            "correlation_id",
            "created_at",
            "currency",
            "customer_id",
            "description",
            "epoch",
            "event_id",
            "expires_at",
            "fingerprint",
            "from_log",
            "kind",
            "merchant_id",
            "occurred_at",
            "operation",
            "outbox_at",
            "outbox_shard",
            "owner_region",
            "payment",
            "payment_method",
            "possible_duplicate",
            "reason",
            "record_version",
            "reference",
            "refunded",
            "region",
            "route",
            "sent_at",
            "sequence",
            "status",
            "transition",
            "type",
            "updated_at",
            "version",
            "write_id");

    static final String SAYS = AttributeNames.SAYS + ", and no attribute that the service itself writes";

    private ServiceAttributes() {}

    static @Nullable String violation(String name) {
        return ALL.contains(name)
                ? "the service itself writes an attribute '%1$s' to its items; choose another name, such as '%1$s_key'"
                        .formatted(name)
                : null;
    }
}
