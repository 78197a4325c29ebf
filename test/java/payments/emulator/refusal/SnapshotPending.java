package payments.emulator.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version with SnapStart cannot be invoked before its snapshot is there. The emulator publishes at once; the provider
 * (5.100) waits for {@code $LATEST} only.
 */
final class SnapshotPending implements Refusal {
    /** Two to three minutes are seen; the shorter of them lets no faulty program pass that another day would refuse. */
    static final Duration SNAPSHOT = Duration.ofSeconds(150);

    private static final Pattern FUNCTIONS = Pattern.compile("/2015-03-31/functions/?");
    private static final Pattern PART = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/functions/([^/]+)(?:/(.+))?");

    private final InstantSource clock;
    private final Set<String> withSnapshots = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> ready = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    SnapshotPending(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String source() {
        return "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (SnapStartNotReadyException, 409),"
                + " https://github.com/hashicorp/terraform-provider-aws/issues/42693";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        Matcher part = PART.matcher(call.path());
        if (!call.service().equals("lambda") || !part.matches() || !"invocations".equals(part.group(2))) {
            return null;
        }
        String[] asked = named(part.group(1));
        String qualifier = call.query().getOrDefault("Qualifier", asked[1]);
        String version = aliases.getOrDefault(key(call, asked[0], qualifier), qualifier);
        Instant then = ready.get(key(call, asked[0], version));
        return then == null || !then.isAfter(clock.instant())
                ? null
                : new AwsError(
                        409,
                        "SnapStartNotReadyException",
                        "Lambda is initializing your function. It will be ready to invoke once your function state becomes"
                                + " ACTIVE.");
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        if (!call.service().equals("lambda")) {
            return;
        }
        Matcher part = PART.matcher(call.path());
        if (FUNCTIONS.matcher(call.path()).matches() && call.method().equals("POST")) {
            String name = call.json().path("FunctionName").asText();
            setting(call, name);
            published(call, name, answer, call.json().path("Publish").asBoolean());
        } else if (part.matches()) {
            changed(call, named(part.group(1))[0], String.valueOf(part.group(2)), answer);
        }
    }

    private void changed(AwsCall call, String name, String what, String answer) {
        String alias = what.startsWith("aliases/") ? AwsCall.decode(what.substring("aliases/".length())) : "";
        JsonNode body = call.json();
        if (call.method().equals("PUT") && what.equals("configuration")) {
            setting(call, name);
        } else if (call.method().equals("PUT") && what.equals("code")) {
            published(call, name, answer, body.path("Publish").asBoolean());
        } else if (call.method().equals("POST") && what.equals("versions")) {
            published(call, name, answer, true);
        } else if (call.method().equals("POST") && what.equals("aliases")) {
            aliases.put(
                    key(call, name, body.path("Name").asText()),
                    body.path("FunctionVersion").asText());
        } else if (call.method().equals("PUT") && !alias.isEmpty() && body.has("FunctionVersion")) {
            aliases.put(key(call, name, alias), body.path("FunctionVersion").asText());
        } else if (call.method().equals("DELETE")
                && what.equals("null")
                && !call.query().containsKey("Qualifier")) {
            withSnapshots.remove(key(call, name, ""));
            ready.keySet().removeIf(version -> version.startsWith(key(call, name, "")));
            aliases.keySet().removeIf(version -> version.startsWith(key(call, name, "")));
        }
    }

    private void setting(AwsCall call, String name) {
        JsonNode snapStart = call.json().path("SnapStart").path("ApplyOn");
        if (snapStart.asText().equals("PublishedVersions")) {
            withSnapshots.add(key(call, name, ""));
        } else if (!snapStart.isMissingNode()) {
            withSnapshots.remove(key(call, name, ""));
        }
    }

    /** Publishing the same again gives the version that is there. */
    private void published(AwsCall call, String name, String answer, boolean publishes) {
        String version = AwsCall.json(answer).path("Version").asText();
        if (publishes && withSnapshots.contains(key(call, name, "")) && version.matches("\\d+")) {
            ready.putIfAbsent(key(call, name, version), clock.instant().plus(SNAPSHOT));
        }
    }

    /** Name and qualifier, of a name or an ARN with or without one. */
    private static String[] named(String encoded) {
        String[] parts =
                AwsCall.decode(encoded).replaceFirst("^.*:function:", "").split(":", 2);
        return new String[] {parts[0], parts.length > 1 ? parts[1] : "$LATEST"};
    }

    private static String key(AwsCall call, String name, String qualifier) {
        return call.region() + " " + name + ":" + qualifier;
    }
}
