package payments.infrastructure.access;

import java.util.Map;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What a report calls a resource: its type and the name that it has in AWS, so that an address of Terraform plays no part. */
final class Labels {
    private Labels() {}

    static String of(Resource resource, Renames renames) {
        String type = resource.type().replaceFirst("^aws_", "").replace('_', ' ');
        return type + " " + renames.apply(name(resource));
    }

    private static String name(Resource resource) {
        Map<String, String> tags = resource.tags();
        return Stream.of("name", "identifier", "bucket", "function_name", "key", "cluster_identifier")
                .map(resource::attribute)
                .filter(Value::isPresent)
                .map(Value::text)
                .findFirst()
                .or(() -> Stream.ofNullable(tags.get("Name")).findFirst())
                .orElse("${" + resource.stack().name() + ":" + resource.address() + ".}");
    }
}
