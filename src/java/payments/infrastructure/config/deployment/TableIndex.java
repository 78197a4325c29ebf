package payments.infrastructure.config.deployment;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.AttributeNames;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Validated;

/**
 * A global secondary index. Items that lack one of its attributes are not in it.
 *
 * @param name the index's name
 * @param partitionKey the attribute whose value a query names
 * @param sortKey the attribute that orders what a query finds; null for no order
 */
public record TableIndex(
        @Matches(
                value = "(?!outbox$)[A-Za-z0-9_.-]{3,255}",
                says = "3 to 255 letters, digits or any of _ . -; not outbox, which the service uses")
        @Describe("Name of the index")
        String name,

        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Describe("Attribute whose value a query names")
        String partitionKey,

        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Describe("Attribute that orders what a query finds")
        @Nullable String sortKey)
        implements Validated {
    @Override
    public void validate(Contradictions contradictions) {
        if (partitionKey.equals(sortKey)) {
            contradictions.add(
                    "index %s has %s as partitionKey and as sortKey; order by another attribute or by none"
                            .formatted(name, partitionKey),
                    "sortKey",
                    "partitionKey");
        }
    }

    List<String> attributes() {
        return Stream.concat(Stream.of(partitionKey), Stream.ofNullable(sortKey))
                .toList();
    }
}
