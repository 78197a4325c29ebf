package payments.infrastructure.guardrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Changes statements of the flagship's policies at random: wider, so that a rule must object, or only written otherwise. The same seed
 * gives the same changes.
 */
final class PolicyRewrites {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRANGER = "999999999999";

    private static final List<String> HARMFUL = List.of(
            "kms:PutKeyPolicy",
            "s3:PutBucketPolicy",
            "s3:PutReplicationConfiguration",
            "dynamodb:PutResourcePolicy",
            "iam:AttachRolePolicy",
            "iam:CreateOpenIDConnectProvider",
            "iam:UpdateAssumeRolePolicy",
            "lambda:UpdateFunctionCode",
            "lambda:AddPermission",
            "states:UpdateStateMachine",
            "events:PutTargets",
            "scheduler:CreateSchedule",
            "sqs:SetQueueAttributes",
            "secretsmanager:PutResourcePolicy",
            "ssm:SendCommand",
            "organizations:LeaveOrganization");

    private static final List<String> DENIED =
            List.of("dynamodb", "s3", "kms", "rds", "sqs", "cloudtrail", "logs", "iam", "lambda");

    /** Conditions that let strangers in, though they look as if they did not. */
    private static final List<String> NO_PINS = List.of(
            "{\"StringEquals\": {\"aws:PrincipalAccount\": \"999999999999\"}}",
            "{\"StringEqualsIfExists\": {\"aws:PrincipalOrgID\": \"o-ours\"}}",
            "{\"ForAllValues:StringEquals\": {\"aws:PrincipalOrgID\": \"o-ours\"}}",
            "{\"StringNotEquals\": {\"aws:PrincipalAccount\": \"111111111111\"}}",
            "{\"IpAddress\": {\"aws:SourceIp\": [\"0.0.0.0/1\", \"128.0.0.0/1\"]}}",
            "{\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::*:role/payments\"}}",
            "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"payments\"}}",
            "{\"Bool\": {\"aws:SecureTransport\": \"true\"}}",
            "{}");

    private static final List<String> NO_PINS_OF_SERVICES = List.of(
            "{\"StringEquals\": {\"aws:SourceAccount\": \"999999999999\"}}",
            "{\"StringEqualsIfExists\": {\"aws:SourceAccount\": \"000000000000\"}}",
            "{\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:s3:::a*\"}}",
            "{\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:*:*:*:*\"}}",
            "{}");

    private final Map<String, JsonNode> stacks;
    private final Random random;

    PolicyRewrites(Map<String, JsonNode> stacks, long seed) {
        this.stacks = stacks;
        this.random = new Random(seed);
    }

    /**
     * A change of one policy.
     *
     * @param name what was done, and where
     * @param stacks the program with it
     * @param stack where the policy stands
     * @param address the resource that holds it
     */
    record Rewrite(String name, Map<String, JsonNode> stacks, String stack, String address) {}

    private record Place(String stack, String type, String name, String attribute) {
        boolean isOfRole() {
            return type.equals("aws_iam_policy") && !name.contains("boundary");
        }

        boolean isBoundary() {
            return type.equals("aws_iam_policy") && name.contains("boundary");
        }

        boolean isTrust() {
            return attribute.equals("assume_role_policy");
        }

        boolean isOfResource() {
            return List.of(
                            "aws_kms_key",
                            "aws_s3_bucket_policy",
                            "aws_sqs_queue_policy",
                            "aws_sns_topic_policy",
                            "aws_cloudwatch_log_resource_policy")
                    .contains(type);
        }
    }

    /** As many changes that let somebody do more. */
    List<Rewrite> widenings(int count) {
        List<Rewrite> rewrites = new ArrayList<>();
        while (rewrites.size() < count) {
            rewrites.add(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> rewrite("a wider resource", Place::isOfRole, this::widenResource);
                        case 2 -> rewrite("a harmful action", Place::isOfRole, this::addHarmful);
                        case 3 -> rewrite("a stranger in a trust", Place::isTrust, this::addTrust);
                        case 4 -> rewrite("a stranger at a resource", Place::isOfResource, this::addStranger);
                        default -> rewrite("a boundary without a denial", Place::isBoundary, this::openBoundary);
                    });
        }
        return rewrites;
    }

    /** As many changes after which all may do what they could before. */
    List<Rewrite> harmless(int count) {
        List<Rewrite> rewrites = new ArrayList<>();
        while (rewrites.size() < count) {
            rewrites.add(rewrite("written otherwise", place -> true, this::writeOtherwise));
        }
        return rewrites;
    }

    private Rewrite rewrite(String what, Predicate<Place> wanted, BiConsumer<Place, ObjectNode> change) {
        List<Place> places = places().stream().filter(wanted).toList();
        Place place = places.get(random.nextInt(places.size()));
        Map<String, JsonNode> changed = new LinkedHashMap<>(stacks);
        ObjectNode stack = Objects.requireNonNull(stacks.get(place.stack())).deepCopy();
        changed.put(place.stack(), stack);
        ObjectNode body = (ObjectNode) stack.path("resource").path(place.type()).path(place.name());
        ObjectNode policy = (ObjectNode) read(body.path(place.attribute()).asText());
        if (policy.path("Statement").isObject()) {
            policy.putArray("Statement").add(policy.path("Statement"));
        }
        change.accept(place, policy);
        body.put(place.attribute(), policy.toString());
        String address = place.type() + "." + place.name();
        return new Rewrite(
                "%s: %s/%s %s".formatted(what, place.stack(), address, policy.path("Statement")),
                changed,
                place.stack(),
                address);
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        stacks.forEach((stack, root) -> root.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> resource.getValue().properties().forEach(attribute -> {
                    Place place = new Place(stack, type.getKey(), resource.getKey(), attribute.getKey());
                    boolean known = place.isOfRole() || place.isBoundary() || place.isTrust() || place.isOfResource();
                    if (known && attribute.getValue().asText().contains("\"Statement\"")) {
                        places.add(place);
                    }
                }))));
        return places;
    }

    private void widenResource(Place place, ObjectNode policy) {
        List<ObjectNode> named = new ArrayList<>();
        for (JsonNode statement : policy.path("Statement")) {
            boolean data = !statement.path("Action").toString().contains("Describe")
                    && !statement.path("Action").toString().contains("config:")
                    && !statement.path("Condition").toString().contains("ResourceTag/aws:");
            if (statement.path("Effect").asText().equals("Allow")
                    && data
                    && !arn(statement).equals("*")) {
                named.add((ObjectNode) statement);
            }
        }
        ObjectNode statement = named.isEmpty() ? added(policy) : named.get(random.nextInt(named.size()));
        String[] parts = arn(statement).split(":(?![^{]*})", 6);
        String name = parts[5].replaceFirst("^[a-zA-Z-]+[:/](?=.)", "");
        String before = parts[5].substring(0, parts[5].length() - name.length());
        boolean hasAccount = !parts[4].isEmpty();
        switch (random.nextInt(hasAccount ? 5 : 3)) {
            case 0 -> parts[5] = before + name.substring(0, 1) + "*";
            case 1 -> parts[5] = before + name.substring(0, Math.min(8, name.indexOf('-') + 1)) + "*";
            case 2 -> parts[5] = before + "?".repeat(12) + "*";
            case 3 -> parts[4] = "*";
            default -> parts[3] = "*";
        }
        statement.put("Resource", String.join(":", parts));
    }

    private ObjectNode added(ObjectNode policy) {
        ObjectNode statement = statements(policy).addObject();
        return statement
                .put("Sid", "Added")
                .put("Effect", "Allow")
                .put("Action", "sqs:SendMessage")
                .put("Resource", "arn:aws:sqs:us-east-1:000000000000:payments-queue");
    }

    private static String arn(JsonNode statement) {
        JsonNode resource = statement.path("Resource");
        return resource.isArray() ? resource.path(0).asText() : resource.asText();
    }

    private void addHarmful(Place place, ObjectNode policy) {
        String action = pick(HARMFUL);
        String service = action.substring(0, action.indexOf(':'));
        added(policy)
                .put("Action", action)
                .put("Resource", "arn:aws:%s:us-east-1:000000000000:one/named".formatted(service));
    }

    private void addTrust(Place place, ObjectNode policy) {
        ObjectNode statement = statements(policy)
                .addObject()
                .put("Sid", "Added")
                .put("Effect", "Allow")
                .put("Action", "sts:AssumeRole");
        switch (random.nextInt(3)) {
            case 0 -> {
                statement.putObject("Principal").put("AWS", "arn:aws:iam::" + STRANGER + ":root");
                statement.set("Condition", read(pick(NO_PINS)));
            }
            case 1 -> {
                statement.putObject("Principal").put("Service", "scheduler.amazonaws.com");
                statement.set("Condition", read(pick(NO_PINS_OF_SERVICES)));
            }
            default ->
                statement
                        .putObject("Principal")
                        .put("AWS", "arn:aws:iam::${data.aws_caller_identity.account.account_id}:root");
        }
    }

    private void addStranger(Place place, ObjectNode policy) {
        String first = policy.path("Statement").path(0).path("Action").toString();
        String service = first.replaceAll("[\\[\\]\"]", "").split(":", 2)[0];
        Map<String, String> reading = Map.of(
                "kms",
                "kms:Decrypt",
                "s3",
                "s3:GetObject",
                "sqs",
                "sqs:ReceiveMessage",
                "sns",
                "sns:Subscribe",
                "logs",
                "logs:PutLogEvents");
        ObjectNode statement = statements(policy)
                .addObject()
                .put("Sid", "Added")
                .put("Effect", "Allow")
                .put("Action", reading.getOrDefault(service, service + ":Get"))
                .put("Resource", "*");
        switch (random.nextInt(3)) {
            case 0 -> {
                statement.put("Principal", "*");
                statement.set("Condition", read(pick(NO_PINS)));
            }
            case 1 -> {
                statement.putObject("Principal").put("AWS", STRANGER);
                statement.set("Condition", read("{\"StringEquals\": {\"aws:PrincipalAccount\": \"999999999999\"}}"));
            }
            default -> {
                statement.putObject("Principal").put("Service", "firehose.amazonaws.com");
                statement.set("Condition", read(pick(NO_PINS_OF_SERVICES)));
            }
        }
    }

    private void openBoundary(Place place, ObjectNode policy) {
        String service = pick(DENIED);
        ArrayNode left = JSON.createArrayNode();
        for (JsonNode statement : policy.path("Statement")) {
            if (!statement.path("Effect").asText().equals("Deny")
                    || !statement.path("Action").toString().contains("\"" + service + ":")) {
                left.add(statement);
            }
        }
        left.addObject()
                .put("Sid", "Added")
                .put("Effect", "Allow")
                .put("Action", service + ":*")
                .put("Resource", "*");
        policy.set("Statement", left);
    }

    private void writeOtherwise(Place place, ObjectNode policy) {
        ArrayNode statements = statements(policy);
        ObjectNode one = (ObjectNode) statements.path(random.nextInt(statements.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                ArrayNode turned = JSON.createArrayNode();
                statements.forEach(statement -> turned.insert(0, statement));
                policy.set("Statement", turned);
            }
            case 1 -> {
                JsonNode action = one.path("Action");
                if (action.isTextual()) {
                    one.putArray("Action").add(action);
                } else {
                    ((ArrayNode) action).insert(0, ((ArrayNode) action).remove(action.size() - 1));
                }
            }
            case 2 ->
                statements
                        .addObject()
                        .put("Sid", "Denied")
                        .put("Effect", "Deny")
                        .put("Action", "s3:DeleteObject")
                        .put("Resource", "*");
            default -> one.put("Sid", "Renamed");
        }
        if (place.isTrust() || place.isOfResource()) {
            statements(policy).forEach(statement -> {
                if (!statement.has("Principal")) {
                    ((ObjectNode) statement).put("Principal", "*");
                    if (place.isTrust()) {
                        ((ObjectNode) statement).put("Action", "sts:TagSession").remove("Resource");
                    }
                }
            });
        }
    }

    private static ArrayNode statements(ObjectNode policy) {
        return (ArrayNode) policy.path("Statement");
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a policy is no JSON: " + text, e);
        }
    }
}
