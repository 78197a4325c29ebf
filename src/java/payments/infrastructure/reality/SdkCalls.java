package payments.infrastructure.reality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import payments.infrastructure.reality.Dataset.Row;
import payments.infrastructure.text.Nearest;

/**
 * The calls of AWS's SDK for Java 2, by which Step Functions and EventBridge Scheduler name what they call. The parameters of
 * the services that a program like this uses are held too.
 */
public final class SdkCalls {
    private static final SdkCalls LOADED = new SdkCalls();

    private final Map<String, List<String>> calls = new TreeMap<>();
    private final Map<String, List<String>> parameters = new TreeMap<>();

    private SdkCalls() {
        for (Row row : Datasets.of("sdk-services").rows()) {
            calls.put(row.text("service"), row.words("calls"));
        }
        for (Row row : Datasets.of("sdk-parameters").rows()) {
            parameters.put(row.text("call"), row.words("parameters"));
        }
    }

    /** All calls that are known. */
    public static SdkCalls known() {
        return LOADED;
    }

    /**
     * What should stand in the place of a call; empty when there is this call.
     *
     * @param service such as {@code dynamodb}
     * @param call such as {@code putItem}
     */
    public Optional<String> correction(String service, String call) {
        List<String> all = calls.get(service);
        if (all == null) {
            return Optional.of(Nearest.to(service, calls.keySet())
                    .map("a service of the SDK for Java, such as "::concat)
                    .orElse("a service of the SDK for Java in small letters"));
        }
        return all.contains(call)
                ? Optional.empty()
                : Optional.of(Nearest.to(call, all)
                        .map(name -> "a call of %s, such as %s".formatted(service, name))
                        .orElse("a call of " + service));
    }

    /**
     * What should stand in the place of a parameter; empty when there is this parameter, and for a call of which the parameters
     * are not known.
     *
     * @param parameter its name, which begins with a capital
     */
    public Optional<String> correction(String service, String call, String parameter) {
        List<String> all = parameters.get("%s:%s".formatted(service, call));
        if (all == null || all.contains(parameter)) {
            return Optional.empty();
        }
        return Optional.of(Nearest.to(parameter, all)
                .map("a parameter of the call, such as "::concat)
                .orElse(all.isEmpty() ? "no parameters" : "one of " + String.join(", ", all)));
    }
}
