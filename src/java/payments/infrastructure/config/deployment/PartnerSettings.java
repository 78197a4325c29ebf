package payments.infrastructure.config.deployment;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Validated;

/**
 * Somebody else whom this deployment works with, so that the guardrails accept their name in it. Exactly one of the names is given.
 *
 * @param account number of an AWS account; everything of that account
 * @param organization id of an AWS organisation, also of our own where a policy names it
 * @param arn one resource of somebody else, exactly
 * @param bucket name of a bucket
 * @param host a host and everything below it
 * @param mail a mail address
 * @param service name of an endpoint service
 * @param id id of a network, machine image, snapshot or gateway that the deployment does not make
 * @param region region of AWS in which the deployment has no stack
 * @param reason what they are there for
 * @param until the last day on which it counts; null without end
 */
public record PartnerSettings(
        @Matches(value = "[0-9]{12}", says = "12 digits in quotes")
        @Describe("Number of an AWS account, everything of which may be named")
        @Nullable String account,

        @Matches(value = "o-[a-z0-9]{10,32}", says = "the id of an organisation, such as o-a1b2c3d4e5")
        @Describe("Id of an AWS organisation, also of our own")
        @Nullable String organization,

        @Matches(value = "arn:aws[a-z-]*:[^*\\s]{5,400}", says = "an ARN without wildcard")
        @Describe("One resource of somebody else, exactly")
        @Nullable String arn,

        @Matches(value = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", says = "the name of a bucket")
        @Describe("Name of a bucket")
        @Nullable String bucket,

        @Matches(
                value = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}|[0-9]{1,3}(\\.[0-9]{1,3}){3}",
                says = "a host in lower-case letters, or an IPv4 address")
        @Describe("A host, and everything below it")
        @Nullable String host,

        @Matches(value = "[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,24}", says = "a mail address")
        @Describe("A mail address")
        @Nullable String mail,

        @Matches(value = "com\\.amazonaws\\.vpce\\.[a-z0-9.-]+", says = "the name of an endpoint service")
        @Describe("Name of an endpoint service")
        @Nullable String service,

        @Matches(value = "[a-z-]{1,12}-[0-9a-z]{1,17}", says = "an id that AWS gave, such as vpc-0123456789abcdef0")
        @Describe("Id of a network, machine image, snapshot or gateway that the deployment does not make")
        @Nullable String id,

        @Matches(value = "[a-z]{2}(-[a-z]+)+-[0-9]", says = "the code of a region")
        @Describe("Region in which the deployment has no stack")
        @Nullable String region,

        @Matches(value = "(?=\\s*[^\\s])[\\s\\S]{20,1000}", says = "20 to 1000 characters that explain why")
        @Describe("What they are there for")
        String reason,

        @Describe("Last day on which it counts; without one it has no end") @Nullable LocalDate until)
        implements Validated {

    /** The components that name somebody: all texts but the reason. */
    private static final List<RecordComponent> FORMS = Stream.of(PartnerSettings.class.getRecordComponents())
            .filter(component ->
                    component.getType() == String.class && !component.getName().equals("reason"))
            .toList();

    @Override
    public void validate(Contradictions contradictions) {
        if (names().size() != 1) {
            contradictions.add(
                    "the partner has %s; give one name, and an entry for each further one"
                            .formatted(
                                    names().isEmpty() ? "no name" : "the names " + String.join(", ", names().keySet())),
                    FORMS.stream().map(RecordComponent::getName).toArray(String[]::new));
        }
    }

    /** The names that are given, by what they are. */
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (RecordComponent form : FORMS) {
            String name = read(form);
            if (name != null) {
                names.put(form.getName(), name);
            }
        }
        return names;
    }

    private @Nullable String read(RecordComponent form) {
        try {
            return (String) form.getAccessor().invoke(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a name of a partner cannot be read: " + form.getName(), e);
        }
    }

    /** What the name is: account, host, and so on. */
    public String form() {
        return names().keySet().iterator().next();
    }

    /** The name. */
    public String name() {
        return names().values().iterator().next();
    }

    /** The last day on which it counts, as a date is written; empty without end. */
    public String end() {
        return until == null ? "" : until.toString();
    }
}
