package payments.migration.items;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The form in which an item is written on the other side. */
@FunctionalInterface
public interface ItemForm {
    /** As it is: the old system's items are read where they lie, so nothing is made of them. */
    ItemForm VERBATIM = Optional::of;

    /** The item as the other side has it; nothing where it has no place there. */
    Optional<Map<String, AttributeValue>> of(Map<String, AttributeValue> item);
}
