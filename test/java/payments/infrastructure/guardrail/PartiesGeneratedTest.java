package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;

/** Parties of each form in random places of the flagship, from a seed: somebody else is found where they stand, and what is ours is not. */
@Requirement("X3")
class PartiesGeneratedTest {
    private static final long SEED = 20261130;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";
    private static final Rule RULE = Catalogue.rule("parties-known").orElseThrow();

    private static Flagship flagship = new Flagship();

    private final Random random = new Random(SEED);

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
    }

    /** A text of a resource that can be replaced. */
    private record Place(String resource, JsonNode holder, String member, int index) {
        String text() {
            return (holder.isArray() ? holder.path(index) : holder.path(member)).asText();
        }

        void put(String text) {
            if (holder instanceof ArrayNode list) {
                list.set(index, TextNode.valueOf(text));
            } else {
                ((ObjectNode) holder).put(member, text);
            }
        }
    }

    /** How a party stands in a text, given a number that makes it another one each time. */
    private interface Form extends BiFunction<String, Integer, String> {}

    private static String number(int number) {
        return "%012d".formatted(700_000_000_000L + number);
    }

    private static final List<Form> FOREIGN_ARNS = List.of(
            (was, n) -> "arn:aws:sqs:us-east-1:%s:queue-%d".formatted(number(n), n),
            (was, n) -> "arn:aws:kms:us-east-1:%s:key/1234abcd-12ab-34cd-56ef-%012d".formatted(number(n), n),
            (was, n) -> "arn:aws:iam::%s:role/role-%d".formatted(number(n), n),
            (was, n) -> "arn:aws:s3:::bucket-of-others-" + n,
            (was, n) -> "arn:aws:lambda:us-east-1:%s:layer:layer-%d:1".formatted(number(n), n),
            (was, n) -> "arn:aws:events:us-east-1:%s:event-bus/bus-%d".formatted(number(n), n),
            (was, n) -> "arn:aws:iam::%s:oidc-provider/login-%d.others.example".formatted(ACCOUNT, n));

    private static final List<Form> FOREIGN_STATEMENTS = List.of(
            (was, n) ->
                    with(was, "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'x:Y','Resource':'*'}", number(n)),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::%s:root']},'Action':'x:Y','Resource':'*'}",
                    number(n)),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':'*','Action':'x:Y','Resource':'*','Condition':{'StringEquals':{'aws:SourceAccount':'%s'}}}",
                    number(n)),
            (was, n) -> with(
                    was,
                    "{'Effect':'Deny','Principal':'*','Action':'x:Y','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalAccount':['%s']}}}",
                    number(n)),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':'*','Action':'x:Y','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-%s'}}}",
                    "a1b2c3d4" + number(n)),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':{'Service':'x.amazonaws.com'},'Action':'s3:PutObject','Resource':'arn:aws:s3:::bucket-of-others-%s/*'}",
                    "" + n),
            (was, n) -> with(
                    was,
                    "{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::%s:user/x'},'Action':'x:Y','Resource':'*'}",
                    number(n)));

    private static final List<Form> FOREIGN_VARIABLES = List.of(
            (was, n) -> "https://collector-%d.others.example/in".formatted(n),
            (was, n) -> "jdbc:postgresql://db-%d.others.example:5432/x".formatted(n),
            (was, n) -> "collector-%d.others.com:4317".formatted(n),
            (was, n) -> "somebody-%d@others.example".formatted(n),
            (was, n) -> "https://sqs.us-east-1.amazonaws.com/%s/queue".formatted(number(n)),
            (was, n) -> "%s.dkr.ecr.us-east-1.amazonaws.com/image:1".formatted(number(n)),
            (was, n) -> "https://a1b2c%d.execute-api.us-east-1.amazonaws.com/prod".formatted(n),
            (was, n) -> "s3://bucket-of-others-%d/key".formatted(n),
            (was, n) -> "https://bucket-of-others-%d.s3.us-east-1.amazonaws.com/key".formatted(n),
            (was, n) -> "203.0.113.%d".formatted(n % 250).replaceAll("^", "tcp://"),
            (was, n) -> "com.amazonaws.vpce.us-east-1.vpce-svc-%017x".formatted(n),
            (was, n) -> "vpc-%017x".formatted(n));

    private static final List<Form> OWN_ARNS = List.of(
            (was, n) -> "arn:aws:sqs:us-east-1:%s:queue-%d".formatted(ACCOUNT, n),
            (was, n) -> "arn:aws:iam::%s:role/role-%d".formatted(ACCOUNT, n),
            (was, n) -> "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
            (was, n) -> "arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:" + n,
            (was, n) -> "arn:aws:states:::lambda:invoke",
            (was, n) -> "arn:aws:s3:::payments-documents-prod-us-east-1-" + ACCOUNT);

    private static final List<Form> OWN_STATEMENTS = List.of(
            (was, n) -> with(was, "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'x:Y','Resource':'*'}", ACCOUNT),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::%s:root'},'Action':'x:Y','Resource':'*'}",
                    "127311923021"),
            (was, n) -> with(
                    was,
                    "{'Effect':'Allow','Principal':{'Service':'logging.s3.amazonaws.com'},'Action':'x:Y','Resource':'%s'}",
                    "arn:aws:s3:::payments-*"),
            (was, n) ->
                    with(was, "{'Effect':'Deny','Principal':{'AWS':'%s'},'Action':'x:Y','Resource':'*'}", number(n)));

    private static final List<Form> OWN_VARIABLES = List.of(
            (was, n) -> "https://dynamodb.us-east-1.amazonaws.com",
            (was, n) -> "http://169.254.170.2/v2/credentials",
            (was, n) -> "jdbc:postgresql://${aws_db_instance.database.address}:5432/payments",
            (was, n) -> "http://localhost:2773/systemsmanager",
            (was, n) -> "com.example.payments.Handler::run",
            (was, n) -> "10.0.%d.1".formatted(n % 250),
            (was, n) -> "1.2." + n);

    private static String with(String policy, String statement, String party) {
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(policy);
            ArrayNode statements = document.withArray("Statement");
            statements.add(JSON.readTree(statement.replace('\'', '"').formatted(party)));
            return document.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no policy: " + policy, e);
        }
    }

    @Test
    void somebodyElseIsFoundWhereverTheyStand() {
        Map<String, JsonNode> stacks = copy();
        Set<String> edited = new TreeSet<>();
        place(stacks, ".*\\.arn}|arn:.*", FOREIGN_ARNS, 40, edited);
        place(stacks, "\\{.*\"Statement\":\\[.*", FOREIGN_STATEMENTS, 30, edited);
        place(stacks, "(?!\\$|arn:|\\{)[A-Za-z0-9 ./:_-]{4,}", FOREIGN_VARIABLES, 40, edited);

        assertThat(edited).hasSizeGreaterThanOrEqualTo(100);
        assertThat(found(stacks)).isEqualTo(edited);
    }

    @Test
    void whatIsOursOrOfAwsIsNotFound() {
        Map<String, JsonNode> stacks = copy();
        Set<String> edited = new TreeSet<>();
        place(stacks, ".*\\.arn}|arn:.*", OWN_ARNS, 20, edited);
        place(stacks, "\\{.*\"Statement\":\\[.*", OWN_STATEMENTS, 15, edited);
        place(stacks, "(?!\\$|arn:|\\{)[A-Za-z0-9 ./:_-]{4,}", OWN_VARIABLES, 20, edited);

        assertThat(edited).hasSizeGreaterThanOrEqualTo(50);
        assertThat(found(stacks)).isEmpty();
    }

    private static Map<String, JsonNode> copy() {
        Map<String, JsonNode> stacks = new TreeMap<>();
        flagship.stacks().forEach((name, stack) -> stacks.put(name, stack.deepCopy()));
        return stacks;
    }

    private static Set<String> found(Map<String, JsonNode> stacks) {
        return RULE.results(Program.of(stacks)).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(Result::subject)
                .map(subject -> subject.stack() + "/" + subject.address())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Replaces texts that look so, each in another resource. */
    private void place(Map<String, JsonNode> stacks, String like, List<Form> forms, int wanted, Set<String> edited) {
        List<Place> places = new ArrayList<>();
        stacks.forEach((stack, root) -> root.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(one ->
                        collect(stack + "/" + type.getKey() + "." + one.getKey(), one.getValue(), like, places))));
        Collections.shuffle(places, random);
        int placed = 0;
        for (Place place : places) {
            if (placed < wanted && edited.add(place.resource())) {
                place.put(forms.get(placed % forms.size()).apply(place.text(), placed));
                placed++;
            }
        }
    }

    /** Names of what a party cannot be: prose, settings of Terraform, and names by which other places are found. */
    private static final Set<String> NO_PLACE = Set.of(
            "//",
            "provider",
            "depends_on",
            "lifecycle",
            "tags",
            "description",
            "alarm_description",
            "pattern",
            "dashboard_body",
            "schema",
            "name",
            "key",
            "type",
            "bucket",
            "handler",
            "path",
            "source",
            "namespace",
            "metric_name",
            "service_name",
            "action",
            "filename",
            "field",
            "region");

    private static void collect(String resource, JsonNode node, String like, List<Place> places) {
        node.properties().stream()
                .filter(member -> !NO_PLACE.contains(member.getKey()))
                .forEach(member -> {
                    JsonNode value = member.getValue();
                    if (value.isTextual() && value.textValue().matches(like)) {
                        places.add(new Place(resource, node, member.getKey(), -1));
                    }
                    collect(resource, value, like, places);
                });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isTextual() && node.get(i).textValue().matches(like)) {
                places.add(new Place(resource, node, "", i));
            }
            collect(resource, node.get(i), like, places);
        }
    }
}
