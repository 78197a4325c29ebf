package payments.service.store;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.optional;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.util.Map;
import java.util.Optional;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An ownership and the decision behind it, as attributes of an item. */
public final class HandoverItems {
    private HandoverItems() {}

    /** The attributes, without a key and a kind. */
    public static Map<String, AttributeValue> attributes(long epoch, Handover handover) {
        return Map.of(
                Attributes.OWNER_REGION, text(handover.toRegion()),
                Attributes.EPOCH, number(epoch),
                Attributes.ACTOR, text(handover.who()),
                Attributes.REASON, text(handover.why()),
                Attributes.OCCURRED_AT, time(handover.at()));
    }

    /** Who owns, by an item. */
    public static Ownership ownership(Map<String, AttributeValue> item) {
        return new Ownership(Optional.of(text(item, Attributes.OWNER_REGION)), number(item, Attributes.EPOCH));
    }

    /** Who decided; empty in an item that was written before decisions were. */
    public static Optional<Handover> handover(Map<String, AttributeValue> item) {
        return optional(item, Attributes.ACTOR)
                .map(who -> new Handover(
                        text(item, Attributes.OWNER_REGION),
                        who.s(),
                        text(item, Attributes.REASON),
                        time(item, Attributes.OCCURRED_AT)));
    }
}
