package payments.drill.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that is judged when everything has come to rest.
 *
 * @param log the items of the log
 * @param watch what was seen of the log's writes
 * @param regions the regions
 * @param topic what was published
 * @param answers what callers were answered
 */
public record Evidence(
        Collection<Map<String, AttributeValue>> log,
        LogWatch watch,
        List<? extends RegionEvidence> regions,
        Topic topic,
        Answers answers) {}
