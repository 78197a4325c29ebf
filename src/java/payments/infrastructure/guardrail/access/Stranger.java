package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.RequestContext;

/**
 * What a stranger can say of itself. Who asks chooses what it controls: names of its own roles and buckets, its tags, its
 * address among those that a condition lets in, and whether a key is there at all. What AWS says of it, it cannot choose: its account,
 * its organization, its network.
 *
 * @param isOwn whether an account is ours
 */
record Stranger(Predicate<String> isOwn) {
    /** An account that is none of ours. */
    static final String ACCOUNT = "666666666666";

    private static final String ORGANIZATION = "o-stranger00";

    /** An address that the internet routes nowhere, so no list of allowed ones names it. */
    private static final String ADDRESS = "192.88.99.7";

    /** Blocks of this many addresses and more hold strangers. */
    private static final int WIDEST = 16;

    private static final int WIDEST_6 = 32;

    /** The parts of an ARN of a stranger. */
    private static final List<String> PARTS = List.of("arn", "aws", "any", "us-east-1", ACCOUNT, "stranger");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");

    /** Keys that hold the account on whose behalf a service asks. */
    private static final Set<String> SOURCE_ACCOUNTS = Set.of("aws:sourceaccount", "aws:sourceowner");

    /** Keys that hold the account that asks. */
    static final Set<String> CALLER_ACCOUNTS = Set.of("aws:principalaccount", "kms:calleraccount");

    /** Keys that hold the account whose resource is asked for. */
    private static final Set<String> OWNERS = Set.of("aws:resourceaccount", "s3:resourceaccount");

    /** The keys that hold ARNs of what a service asks for. */
    static boolean isSourceArn(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        return small.equals("aws:sourcearn")
                || small.equals("lambda:sourcefunctionarn")
                || small.startsWith("kms:encryptioncontext:aws:");
    }

    /** The requests that a service can be made to send for a stranger, under the conditions of a statement. */
    List<RequestContext> throughService(List<Condition> conditions) {
        RequestContext foreign = RequestContext.nothing()
                .with("aws:SourceAccount", ACCOUNT)
                .with("aws:SourceOwner", ACCOUNT)
                .with("aws:SourceArn", "arn:aws:any:us-east-1:" + ACCOUNT + ":stranger")
                .with("lambda:SourceFunctionArn", "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:stranger")
                .with("aws:SourceOrgID", ORGANIZATION)
                .with("aws:SourceOrgPaths", ORGANIZATION + "/r-0000/");
        RequestContext silent = RequestContext.nothing()
                .without(
                        "aws:SourceAccount",
                        "aws:SourceOwner",
                        "aws:SourceArn",
                        "lambda:SourceFunctionArn",
                        "aws:SourceOrgID",
                        "aws:SourceOrgPaths");
        RequestContext chosen = foreign;
        for (Condition condition : conditions) {
            String key = condition.key();
            if (isSourceArn(key)) {
                foreign = foreign.with(key, "arn:aws:any:us-east-1:" + ACCOUNT + ":stranger");
                chosen = chosen.with(key, chosenArn(condition));
                silent = silent.without(key);
            } else if (SOURCE_ACCOUNTS.contains(key.toLowerCase(Locale.ROOT))) {
                chosen = chosen.with(key, chosenAccount(condition));
            }
        }
        return List.of(foreign, silent, chosen).stream()
                .map(request -> common(request)
                        .with("aws:SourceIp", ADDRESS)
                        .without("kms:ViaService", "aws:SourceVpc", "aws:SourceVpce"))
                .toList();
    }

    /** The requests that a stranger can send itself. */
    List<RequestContext> directly(List<Condition> conditions) {
        RequestContext foreign = RequestContext.nothing()
                .with("aws:PrincipalOrgID", ORGANIZATION)
                .with("aws:PrincipalOrgPaths", ORGANIZATION + "/r-0000/")
                .with("aws:SourceVpc", "vpc-stranger")
                .with("aws:SourceVpce", "vpce-stranger")
                .with("aws:VpceAccount", ACCOUNT)
                .with("aws:VpceOrgID", ORGANIZATION)
                .with("aws:userid", "AROASTRANGER:session");
        RequestContext alone = RequestContext.nothing()
                .without("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceVpc", "aws:SourceVpce")
                .without("aws:VpceAccount", "aws:VpceOrgID", "aws:userid");
        List<RequestContext> requests = new ArrayList<>();
        for (String address : addresses(conditions)) {
            for (RequestContext request : List.of(foreign, alone)) {
                requests.add(common(request)
                        .with("aws:SourceIp", address)
                        .without("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOwner"));
            }
        }
        return requests;
    }

    /** The accounts that a statement names as owners of resources and that are not ours. */
    Set<String> owners(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> OWNERS.contains(condition.key().toLowerCase(Locale.ROOT)))
                .map(this::chosenAccount)
                .filter(account -> !account.equals(ACCOUNT))
                .collect(Collectors.toSet());
    }

    /** Resources of an account that a statement may mean; none where it names ours, or one thing by its name. */
    List<String> resources(@Nullable Patterns resources, String account) {
        String any = "arn:aws:any:us-east-1:" + account + ":stranger";
        return resources == null || resources.excluded()
                ? List.of(any)
                : resources.patterns().stream()
                        .flatMap(pattern -> resource(pattern, any, account).stream())
                        .toList();
    }

    private Optional<String> resource(String pattern, String any, String account) {
        List<String> parts = Arns.parts(pattern);
        if (parts.size() < Arns.PARTS) {
            return Arns.isGlob(pattern) ? Optional.of(any) : Optional.empty();
        }
        String owner = parts.get(Arns.ACCOUNT);
        String rest = parts.get(Arns.PARTS - 1);
        boolean open =
                owner.isEmpty() ? Arns.isGlob(rest.split("/", 2)[0]) : Arns.isGlob(owner) || owner.equals(account);
        return open
                ? Optional.of("arn:aws:%s:%s:%s:%s"
                        .formatted(
                                filled(parts.get(2)),
                                filled(parts.get(Arns.REGION)),
                                owner.isEmpty() ? "" : account,
                                filled(rest)))
                : Optional.empty();
    }

    /** The request for what is a stranger's, from inside of our network. */
    RequestContext throughEndpoint(String account) {
        return RequestContext.nothing()
                .with("aws:SecureTransport", "true")
                .with("aws:PrincipalOrgID", ORGANIZATION)
                .with("aws:PrincipalOrgPaths", ORGANIZATION + "/r-0000/")
                .with("aws:ResourceOrgID", ORGANIZATION)
                .with("aws:ResourceOrgPaths", ORGANIZATION + "/r-0000/")
                .with("s3:ResourceAccount", account);
    }

    /** The request of an identity of ours that goes through no service and names no data. */
    RequestContext inOwnAccount(List<Condition> conditions) {
        RequestContext request = common(RequestContext.nothing())
                .with("aws:SourceIp", ADDRESS)
                .without(
                        "kms:ViaService",
                        "aws:PrincipalOrgID",
                        "aws:PrincipalOrgPaths",
                        "aws:SourceArn",
                        "aws:SourceAccount")
                .without("aws:SourceVpc", "aws:SourceVpce", "kms:GrantIsForAWSResource");
        for (Condition condition : conditions) {
            if (condition.key().toLowerCase(Locale.ROOT).startsWith("kms:encryptioncontext:")) {
                request = request.without(condition.key());
            }
        }
        return request;
    }

    private static RequestContext common(RequestContext request) {
        return request.with("aws:SecureTransport", "true")
                .with("s3:TlsVersion", "1.3")
                .with("s3:DataAccessPointAccount", ACCOUNT)
                .with("elasticfilesystem:AccessedViaMountTarget", "false");
    }

    /** The accounts from which a stranger asks: its own, and each that a condition names and that is not ours. */
    List<String> accounts(List<Condition> conditions) {
        List<String> accounts = new ArrayList<>(List.of(ACCOUNT));
        conditions.stream()
                .filter(condition -> CALLER_ACCOUNTS.contains(condition.key().toLowerCase(Locale.ROOT)))
                .map(this::chosenAccount)
                .filter(account -> !account.equals(ACCOUNT))
                .forEach(accounts::add);
        return accounts;
    }

    /** The names of roles that a stranger can make in its account: one of its own, and what a condition asks for. */
    static List<String> roles(String account, List<Condition> conditions) {
        List<String> roles = new ArrayList<>(List.of("arn:aws:iam::" + account + ":role/stranger"));
        conditions.stream()
                .filter(condition -> condition.key().equalsIgnoreCase("aws:PrincipalArn"))
                .flatMap(condition -> condition.values().stream())
                .map(Arns::parts)
                .filter(parts -> parts.size() == Arns.PARTS && Arns.isGlob(parts.get(Arns.ACCOUNT)))
                .map(parts -> "arn:aws:iam::%s:%s".formatted(account, filled(parts.get(Arns.PARTS - 1))))
                .forEach(roles::add);
        return roles;
    }

    private String chosenAccount(Condition condition) {
        return condition.values().stream()
                .map(value -> Arns.isGlob(value) ? ACCOUNT : value)
                .filter(value -> NUMBER.matcher(value).matches() && !isOwn.test(value))
                .findFirst()
                .orElse(ACCOUNT);
    }

    private String chosenArn(Condition condition) {
        return condition.values().stream()
                .map(this::chosenArn)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("arn:aws:any:us-east-1:" + ACCOUNT + ":stranger");
    }

    /** An ARN of a stranger that the pattern lets in; empty where there is none. */
    private Optional<String> chosenArn(String pattern) {
        List<String> parts = Arns.parts(pattern);
        if (parts.size() < Arns.PARTS) {
            return Arns.isGlob(pattern) ? Optional.of(completed(pattern)) : Optional.empty();
        }
        String account = parts.get(Arns.ACCOUNT);
        String rest = parts.get(Arns.PARTS - 1);
        if (account.isEmpty()) {
            // A bucket's name is its owner's alone, in all of AWS; a name that is open may be a stranger's.
            return Arns.isGlob(rest)
                    ? Optional.of(pattern.substring(0, pattern.length() - rest.length()) + filled(rest))
                    : Optional.empty();
        }
        if (!Arns.isGlob(account) && isOwn.test(account)) {
            return Optional.empty();
        }
        String whose = Arns.isGlob(account) ? ACCOUNT : account;
        return Optional.of("arn:aws:%s:%s:%s:%s"
                .formatted(filled(parts.get(2)), filled(parts.get(Arns.REGION)), whose, filled(rest)));
    }

    /** An ARN of a stranger under a pattern of fewer parts, such as {@code *payments*}: its first wildcard stands for those that lack. */
    private static String completed(String pattern) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return filled(pattern);
        }
        String start = filled(pattern.substring(0, star));
        List<String> given = Arns.parts(start);
        int part = given.size() - 1;
        String begun = given.get(part);
        StringBuilder arn = new StringBuilder(start);
        if (begun.isEmpty()) {
            arn.append(PARTS.get(part));
        } else if (part == Arns.ACCOUNT && begun.length() < ACCOUNT.length()) {
            arn.append(ACCOUNT.substring(begun.length()));
        }
        PARTS.subList(part + 1, PARTS.size()).forEach(missing -> arn.append(':').append(missing));
        return arn + filled(pattern.substring(star + 1));
    }

    /** A text that a pattern matches. */
    static String filled(String pattern) {
        return pattern.replace("*", "stranger").replace('?', 'x');
    }

    /** One address that no list names, and one of each block that is too wide for one owner. */
    private static List<String> addresses(List<Condition> conditions) {
        List<String> addresses = new ArrayList<>(List.of(ADDRESS));
        conditions.stream()
                .filter(condition -> condition.operator().comparison() == Comparison.IP_ADDRESS)
                .flatMap(condition -> condition.values().stream())
                .filter(Stranger::isWide)
                .map(block -> block.substring(0, block.indexOf('/')))
                .forEach(addresses::add);
        return addresses;
    }

    private static boolean isWide(String block) {
        int slash = block.indexOf('/');
        if (slash < 0 || isPrivate(block)) {
            return false;
        }
        String bits = block.substring(slash + 1);
        int limit = block.contains(":") ? WIDEST_6 : WIDEST;
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) < limit;
    }

    private static boolean isPrivate(String block) {
        return block.startsWith("10.")
                || block.startsWith("172.16.")
                || block.startsWith("192.168.")
                || block.startsWith("fd");
    }
}
