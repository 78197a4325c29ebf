package payments.infrastructure.guardrail.party;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.reality.AwsParties;

/** What is ours, as far as the program says it; and what is AWS's. */
final class Own {
    /** The open text that means our account. */
    private static final String ACCOUNT = "${account}";

    /** By type: the attributes by which a resource declares a domain as ours. */
    private static final Map<String, List<String>> DOMAINS = Map.of(
            "aws_route53_zone", List.of("name"),
            "aws_route53_record", List.of("name"),
            "aws_acm_certificate", List.of("domain_name", "subject_alternative_names", "domain"),
            "aws_api_gateway_domain_name", List.of("domain_name"),
            "aws_apigatewayv2_domain_name", List.of("domain_name"),
            "aws_cloudfront_distribution", List.of("aliases"),
            "aws_cognito_user_pool_domain", List.of("domain"),
            "aws_ses_domain_identity", List.of("domain"),
            "aws_ses_email_identity", List.of("email"),
            "aws_sesv2_email_identity", List.of("email_identity"));

    /** Hosts of AWS below which each customer has hosts of its own, in a region. */
    private static final Pattern OF_A_CUSTOMER = Pattern.compile(
            "[^.]+\\.(?:.*\\.)?(?:[a-z]{2}-[a-z-]+-[0-9]\\.(?:elb|rds|es|aoss|cache|kafka|redshift|docdb|neptune)|(?:execute-api|lambda-url|elb|appsync-api|appsync-realtime-api|auth|iot)\\.[a-z]{2}-[a-z-]+-[0-9])\\..*"
                    + "|.*\\.(?:cloudfront\\.net|awsglobalaccelerator\\.com|awsapps\\.com)");

    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> buckets = new TreeSet<>();
    private final Set<String> domains = new TreeSet<>();
    private final Map<String, Set<String>> regions;
    private final States states;

    Own(Program program) {
        this.states = new States(program);
        buckets.addAll(States.buckets(program.partners()));
        for (Stack stack : program.stacks()) {
            readAccounts(stack);
            States.of(stack)
                    .filter(state -> states.isOurs(state.party().name()))
                    .ifPresent(state -> buckets.add(state.where().text()));
            stack.resources().forEach(resource -> DOMAINS.getOrDefault(resource.type(), List.of())
                    .forEach(attribute -> readDomains(resource.attribute(attribute))));
        }
        program.resources("aws_s3_bucket").forEach(bucket -> buckets.add(name(bucket)));
        this.regions = program.environments().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> regions(entry.getValue())));
    }

    /**
     * An account is ours when a provider demands it, or when every provider of a stack takes a role in one that is written there. A
     * role that only some of them take is what has to be judged.
     */
    private void readAccounts(Stack stack) {
        List<Provider> providers = stack.providers().stream()
                .filter(provider -> provider.address().startsWith("aws"))
                .toList();
        providers.stream()
                .flatMap(provider -> provider.attribute("allowed_account_ids").texts())
                .forEach(accounts::add);
        if (providers.stream().noneMatch(provider -> provider.account().isEmpty())) {
            providers.forEach(provider -> accounts.add(provider.account()));
        }
    }

    private void readDomains(Value declared) {
        declared.texts()
                .map(name -> name.substring(name.indexOf('@') + 1).toLowerCase(Locale.ROOT))
                .map(name -> name.replaceAll("^\\*\\.|\\.$", ""))
                .filter(name -> name.indexOf('.') > 0 && !name.contains("${"))
                .forEach(domains::add);
    }

    private static String name(Resource bucket) {
        return bucket.attribute("bucket").text();
    }

    private static Set<String> regions(Collection<Stack> stacks) {
        return Stream.concat(
                        stacks.stream()
                                .flatMap(stack -> stack.providers().stream())
                                .map(Provider::region),
                        // What is offered in one region for the whole world.
                        Stream.of("us-east-1"))
                .collect(Collectors.toSet());
    }

    /** Whether the program says which accounts are ours. */
    boolean saysAccounts() {
        return !accounts.isEmpty();
    }

    /** Takes an account as ours, where the program itself says nothing. */
    void add(String account) {
        accounts.add(account);
    }

    /** Whether the party, as a block names it, is ours or AWS's own. */
    boolean isKnown(Party party, Block by) {
        return switch (party.form()) {
            case ACCOUNT -> accounts.contains(party.name()) || AwsParties.isAccount(party.name());
            case BUCKET -> isBucket(party.name());
            case HOST -> isHost(party.name());
            case MAIL -> isOurDomain(domain(party.name()));
            case REGION ->
                regions.getOrDefault(by.stack().environment(), Set.of()).contains(party.name());
            case STATE -> states.isOurs(party.name()) || (!states.areDeclared() && isOurStore(party.name()));
            case SERVICE, ID, ORGANIZATION -> party.name().contains("${");
        };
    }

    private boolean isBucket(String name) {
        boolean ours = name.startsWith("${")
                || name.contains(ACCOUNT)
                || accounts.stream().anyMatch(name::contains)
                || buckets.contains(name)
                || AwsParties.isBucket(name);
        if (ours || !(name.contains("*") || name.contains("?") || name.contains("${"))) {
            return ours;
        }
        Pattern pattern = Pattern.compile(name.replaceAll("\\$\\{[^}]*\\}", "*")
                .replaceAll("[.(){}+^$|\\[\\]\\\\]", "\\\\$0")
                .replace("*", ".*")
                .replace("?", "."));
        return Stream.concat(buckets.stream(), Stream.of(""))
                .anyMatch(bucket -> pattern.matcher(bucket).matches());
    }

    /** A bucket of the program that holds states, and a host of ours that does. */
    private boolean isOurStore(String place) {
        String store = place.substring(place.indexOf(' ') + 1);
        return place.startsWith("s3 ") ? isBucket(store) : isOurDomain(store);
    }

    private boolean isHost(String host) {
        if (AwsParties.isName(host) || isOurDomain(host)) {
            return true;
        }
        if (!AwsParties.isHost(host)) {
            return false;
        }
        return host.startsWith("${")
                || host.startsWith("*")
                || !OF_A_CUSTOMER.matcher(host).matches();
    }

    private boolean isOurDomain(String host) {
        String bare = host.replaceAll("^\\*\\.", "");
        return domains.stream().anyMatch(domain -> bare.equals(domain) || bare.endsWith("." + domain));
    }

    private static String domain(String mail) {
        return mail.substring(mail.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The accounts, for messages. */
    List<String> accounts() {
        return new ArrayList<>(accounts);
    }
}
