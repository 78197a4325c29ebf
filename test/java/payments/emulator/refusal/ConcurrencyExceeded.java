package payments.emulator.refusal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.Quotas;

/** Functions reserve together no more than the account's concurrency without the 100 that stay free. */
final class ConcurrencyExceeded implements Refusal {
    private static final Pattern CONCURRENCY = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/functions/([^/]+)/concurrency");

    private final Map<String, Map<String, Integer>> reserved = new ConcurrentHashMap<>();

    @Override
    public String source() {
        return "quotas.tsv, https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        Matcher concurrency = CONCURRENCY.matcher(call.path());
        if (!call.service().equals("lambda") || !call.method().equals("PUT") || !concurrency.matches()) {
            return null;
        }
        int others = reserved.getOrDefault(call.region(), Map.of()).entrySet().stream()
                .filter(function -> !function.getKey().equals(concurrency.group(1)))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return others + asked(call) <= Quotas.of("lambda-concurrency").most(call.region())
                ? null
                : new AwsError(
                        400,
                        "InvalidParameterValueException",
                        "Specified ReservedConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of [100].");
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        Matcher concurrency = CONCURRENCY.matcher(call.path());
        if (call.service().equals("lambda") && concurrency.matches()) {
            Map<String, Integer> functions = reserved.computeIfAbsent(call.region(), none -> new ConcurrentHashMap<>());
            if (call.method().equals("PUT")) {
                functions.put(concurrency.group(1), asked(call));
            } else if (call.method().equals("DELETE")) {
                functions.remove(concurrency.group(1));
            }
        }
    }

    private static int asked(AwsCall call) {
        return call.json().path("ReservedConcurrentExecutions").asInt();
    }
}
