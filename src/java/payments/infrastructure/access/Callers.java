package payments.infrastructure.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;

/** Who may ask, by what a report calls them: of each kind that a statement means one of whom no other statement speaks. */
final class Callers {
    private static final int ACCOUNT = 4;

    /** An account that AWS gives to nobody. */
    private static final String FOREIGN = "000000000009";

    private Callers() {}

    /** The callers that a statement means. */
    static Map<String, Collection<Caller>> of(
            Holder holder, String account, PolicyStatement statement, List<PolicyStatement> all) {
        if (holder.area() == Area.IDENTITY) {
            Caller itself = holder.arn().startsWith("arn:") ? ofArn(holder.arn()) : Side.somebodyOf(account);
            return Map.of(holder.label(), List.of(itself));
        }
        if (holder.area() == Area.BOUNDARY) {
            return Map.of("boundary " + holder.label(), List.of(Side.somebodyOf(account)));
        }
        Map<String, Collection<Caller>> callers = new LinkedHashMap<>();
        Principals principals = statement.principals();
        if (principals == null) {
            return callers;
        }
        if (principals.excluded()) {
            callers.put("everybody but " + principals.names().values(), anybody(account, all));
            return callers;
        }
        principals.aws().forEach(name -> callers.put(label(name, account), ofPrincipal(name, account, all)));
        principals.services().forEach(service -> callers.put(service, List.of(Caller.service(service))));
        return callers;
    }

    private static String label(String name, String account) {
        if (name.equals("*")) {
            return "anybody";
        }
        String[] parts = name.split(":", ACCOUNT + 2);
        if (parts.length <= ACCOUNT + 1) {
            return name.equals(account) ? "everybody of our account" : "account " + name;
        }
        if (parts[ACCOUNT + 1].equals("root")) {
            return parts[ACCOUNT].equals(account) ? "everybody of our account" : "account " + parts[ACCOUNT];
        }
        String local = parts[ACCOUNT + 1].replaceFirst("/", " ");
        return parts[ACCOUNT].equals(account) ? local : local + " of account " + parts[ACCOUNT];
    }

    private static Collection<Caller> ofPrincipal(String name, String account, List<PolicyStatement> all) {
        if (name.equals("*")) {
            return anybody(account, all);
        }
        return List.of(ofArn(name));
    }

    private static Caller ofArn(String name) {
        String[] parts = name.split(":", ACCOUNT + 2);
        if (!name.startsWith("arn:") || parts.length <= ACCOUNT + 1) {
            boolean isAccount = !name.contains(":") || name.startsWith("${account");
            return isAccount ? Side.somebodyOf(name) : Caller.service(name);
        }
        if (parts[ACCOUNT + 1].equals("root")) {
            return Side.somebodyOf(parts[ACCOUNT]);
        }
        return parts[ACCOUNT + 1].startsWith("user/") ? Caller.user(name) : Caller.role(name);
    }

    /** Nobody's account, a foreign one, ours, and whom the conditions name. */
    private static Collection<Caller> anybody(String account, List<PolicyStatement> all) {
        Set<Caller> callers = new LinkedHashSet<>();
        callers.add(Caller.anonymous());
        callers.add(Side.somebodyOf(FOREIGN));
        callers.add(Side.somebodyOf(account));
        callers.add(Caller.service("canary.amazonaws.com"));
        Stream.of("aws:PrincipalAccount", "kms:CallerAccount")
                .flatMap(key -> Contexts.callers(all, key))
                .forEach(named -> callers.add(Side.somebodyOf(Samples.of(named))));
        Contexts.callers(all, "aws:PrincipalArn")
                .filter(arn -> arn.startsWith("arn:"))
                .map(Samples::of)
                .forEach(arn -> callers.add(ofArn(arn)));
        return callers;
    }
}
