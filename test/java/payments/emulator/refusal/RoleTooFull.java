package payments.emulator.refusal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A role holds ten managed policies, and inline policies of 10,240 characters in all; only their sum is counted. */
final class RoleTooFull implements Refusal {
    private static final int MANAGED = 10;
    private static final int INLINE = 10_240;

    private final Map<String, Set<String>> managed = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> inline = new ConcurrentHashMap<>();

    @Override
    public String source() {
        return "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (LimitExceeded, 409)";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        String role = call.parameter("RoleName");
        if (call.is("iam", "AttachRolePolicy")) {
            Set<String> attached = managed.getOrDefault(role, Set.of());
            return attached.size() < MANAGED || attached.contains(call.parameter("PolicyArn"))
                    ? null
                    : new AwsError(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: " + MANAGED);
        }
        if (call.is("iam", "PutRolePolicy")) {
            int others = inline.getOrDefault(role, Map.of()).entrySet().stream()
                    .filter(policy -> !policy.getKey().equals(call.parameter("PolicyName")))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            return others + size(call) <= INLINE
                    ? null
                    : new AwsError(
                            409,
                            "LimitExceeded",
                            "Maximum policy size of %d bytes exceeded for role %s".formatted(INLINE, role));
        }
        return null;
    }

    @Override
    public void accepted(AwsCall call, String answer) {
        String role = call.parameter("RoleName");
        switch (call.service().equals("iam") ? call.action() : "") {
            case "AttachRolePolicy" ->
                managed.computeIfAbsent(role, none -> ConcurrentHashMap.newKeySet())
                        .add(call.parameter("PolicyArn"));
            case "DetachRolePolicy" -> managed.getOrDefault(role, Set.of()).remove(call.parameter("PolicyArn"));
            case "PutRolePolicy" ->
                inline.computeIfAbsent(role, none -> new ConcurrentHashMap<>())
                        .put(call.parameter("PolicyName"), size(call));
            case "DeleteRolePolicy" -> inline.getOrDefault(role, Map.of()).remove(call.parameter("PolicyName"));
            case "DeleteRole" -> {
                managed.remove(role);
                inline.remove(role);
            }
            default -> {}
        }
    }

    private static int size(AwsCall call) {
        return DocumentTooLarge.withoutWhiteSpace(call.parameter("PolicyDocument"));
    }
}
