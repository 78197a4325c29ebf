package payments.infrastructure.audit;

import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelector;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelectorFieldSelector;
import java.util.List;

/** Which events a trail keeps. Reads and writes both: PCI DSS 10.2.1.1 asks for all access to account data. */
final class EventSelectors {
    private EventSelectors() {}

    /** Every call that changes or shows resources. */
    static CloudtrailAdvancedEventSelector management() {
        return selector("Management", List.of(equal("eventCategory", "Management")));
    }

    /** Every access to objects under these ARNs, each of which ends with a slash. */
    static CloudtrailAdvancedEventSelector objects(List<String> prefixes) {
        return selector(
                "Objects",
                List.of(
                        equal("eventCategory", "Data"),
                        equal("resources.type", "AWS::S3::Object"),
                        CloudtrailAdvancedEventSelectorFieldSelector.builder()
                                .field("resources.ARN")
                                .startsWith(prefixes)
                                .build()));
    }

    /** Every access to items of these tables. */
    static CloudtrailAdvancedEventSelector items(List<String> tables) {
        return selector(
                "Items",
                List.of(
                        equal("eventCategory", "Data"),
                        equal("resources.type", "AWS::DynamoDB::Table"),
                        CloudtrailAdvancedEventSelectorFieldSelector.builder()
                                .field("resources.ARN")
                                .equalTo(tables)
                                .build()));
    }

    private static CloudtrailAdvancedEventSelector selector(
            String name, List<CloudtrailAdvancedEventSelectorFieldSelector> fields) {
        return CloudtrailAdvancedEventSelector.builder()
                .name(name)
                .fieldSelector(fields)
                .build();
    }

    private static CloudtrailAdvancedEventSelectorFieldSelector equal(String field, String value) {
        return CloudtrailAdvancedEventSelectorFieldSelector.builder()
                .field(field)
                .equalTo(List.of(value))
                .build();
    }
}
