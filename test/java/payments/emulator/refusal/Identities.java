package payments.emulator.refusal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The roles and users that were made, and when. */
final class Identities {
    private static final Pattern ARN = Pattern.compile("<Arn>(arn:[^<]*:iam::[^<]*)</Arn>");

    private final InstantSource clock;
    private final Map<String, Instant> made = new ConcurrentHashMap<>();

    Identities(InstantSource clock) {
        this.clock = clock;
    }

    void accepted(AwsCall call, String answer) {
        if (call.is("iam", "CreateRole", "CreateUser", "CreateServiceLinkedRole")) {
            Matcher arn = ARN.matcher(answer);
            if (arn.find()) {
                made.put(arn.group(1), clock.instant());
            }
        } else if (call.is("iam", "DeleteRole")) {
            remove(":role/", call.parameter("RoleName"));
        } else if (call.is("iam", "DeleteUser")) {
            remove(":user/", call.parameter("UserName"));
        }
    }

    boolean exists(String arn) {
        return made.containsKey(arn);
    }

    /** Whether it was made less than that long ago; one that is not known is not young. */
    boolean isYoungerThan(String arn, Duration age) {
        Instant then = made.get(arn);
        return then != null && then.plus(age).isAfter(clock.instant());
    }

    /** Names are unique whatever their path. */
    private void remove(String kind, String name) {
        made.keySet()
                .removeIf(arn -> arn.contains(kind)
                        && arn.substring(arn.lastIndexOf('/') + 1).equals(name));
    }
}
