package payments.infrastructure.reality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.infrastructure.reality.Dataset.Row;

/** The types of resources for which actions can be allowed, with the form of their ARNs. */
public final class IamResourceTypes {
    private static final IamResourceTypes LOADED = new IamResourceTypes();

    private final Map<String, ArnTemplate> arns = new HashMap<>();
    private final Map<String, List<String>> keys = new HashMap<>();

    private IamResourceTypes() {
        List<Row> rows = Datasets.of("iam-resource-types").rows();
        List<String> written = rows.stream().map(row -> row.text("arn")).toList();
        for (Row row : rows) {
            String arn = row.text("arn");
            boolean inside = written.stream().anyMatch(other -> other.startsWith(arn + "/"));
            arns.put(row.text("type"), ArnTemplate.of(arn, inside));
            keys.put(row.text("type"), row.words("conditions"));
        }
    }

    /** All types that are known. */
    public static IamResourceTypes known() {
        return LOADED;
    }

    /** The form of the ARNs of a type, such as {@code arn:${Partition}:s3:::${BucketName}}; empty for a type that is not known. */
    public String arn(String service, String type) {
        ArnTemplate arn = arns.get(service + ":" + type);
        return arn == null ? "" : arn.written();
    }

    /** Whether a resource of a policy, wildcards and references to other things in it, may mean one that the action works on. */
    public boolean mayFit(IamAction action, String resource) {
        return action.resourceTypes().stream().anyMatch(type -> {
            ArnTemplate arn = arns.get(action.service() + ":" + type);
            return arn == null || arn.mayMatch(resource);
        });
    }

    Stream<String> keys(String service, String type) {
        return keys.getOrDefault(service + ":" + type, List.of()).stream();
    }
}
