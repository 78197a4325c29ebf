package payments.drill.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a region leaves to be judged. */
public interface RegionEvidence {
    /** Its code. */
    String name();

    /** The items of a kind in its table. */
    List<Map<String, AttributeValue>> items(String kind);

    /** Its journal; empty where it follows no log. */
    Optional<Ledger> ledger();
}
