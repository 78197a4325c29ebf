package payments.infrastructure.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/** Edits that write the same in another way. */
final class Refactorings {
    private static final List<List<String>> POLICIES =
            List.of(List.of("aws_iam_policy"), List.of("aws_kms_key", "aws_s3_bucket_policy", "aws_sqs_queue_policy"));
    private static final String STATEMENT = "Statement";
    private static final String ACTION = "Action";

    private record Kind(String what, int stack, BiFunction<ObjectNode, Random, JsonNode> edit) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("statements in another order", 0, inPolicy(0, Refactorings::shuffle)),
            new Kind("statements in another order", 1, inPolicy(1, Refactorings::shuffle)),
            new Kind("actions in another order and other capitals", 0, inPolicy(0, Refactorings::shuffleActions)),
            new Kind("other Sids", 1, inPolicy(1, (policy, random) -> policy.path(STATEMENT)
                    .forEach(statement -> ((ObjectNode) statement).put("Sid", "Sid" + random.nextInt(99_999))))),
            new Kind("a statement for each action", 0, inPolicy(0, (policy, random) -> split(policy))),
            new Kind("a statement for each action", 1, inPolicy(1, (policy, random) -> split(policy))),
            new Kind("a statement twice", 0, inPolicy(0, (policy, random) -> {
                ArrayNode statements = Edits.list(policy, STATEMENT);
                ObjectNode copy =
                        statements.get(random.nextInt(statements.size())).deepCopy();
                copy.put("Sid", "Again");
                statements.add(copy);
            })),
            new Kind("a statement that another one holds already", 0, inPolicy(0, (policy, random) -> {
                ObjectNode part = Edits.statements(policy, "Allow").get(0).deepCopy();
                ArrayNode actions = Edits.list(part, ACTION);
                while (actions.size() > 1) {
                    actions.remove(1);
                }
                part.put("Sid", "Part");
                Edits.list(policy, STATEMENT).add(part);
            })),
            new Kind("other names in Terraform", 0, (root, random) -> renamed(root, "aws_iam_policy", random)),
            new Kind("other names in Terraform", 1, (root, random) -> renamed(root, "aws_kms_key", random)),
            new Kind("other names in Terraform", 1, (root, random) -> renamed(root, "aws_security_group", random)),
            new Kind("a rule in two", 1, (root, random) -> {
                ObjectNode rule = Edits.resource(root, "aws_vpc_security_group_ingress_rule", random);
                ObjectNode other = rule.deepCopy();
                rule.put("description", "the same in two");
                other.put("description", "the same again");
                root.withObject("resource")
                        .withObject("aws_vpc_security_group_ingress_rule")
                        .set("other", other);
                return root;
            }),
            new Kind("other descriptions and tags", 1, (root, random) -> {
                root.path("resource").path("aws_kms_key").forEach(key -> ((ObjectNode) key)
                        .put("description", "a key"));
                Edits.resource(root, "aws_route_table", random).put("propagating_vgws", "");
                return root;
            }));

    private Refactorings() {}

    static Edits.Edit choose(int at, List<Edits.Stack> stacks, Random random) {
        Kind kind = KINDS.get(at % KINDS.size());
        Edits.Stack stack = stacks.get(kind.stack());
        JsonNode after = kind.edit().apply(stack.copy(), random);
        return new Edits.Edit("%d: %s".formatted(at, kind.what()), stack.program(), Edits.program(stack.name(), after));
    }

    private interface PolicyEdit {
        void edit(ObjectNode policy, Random random);
    }

    private static BiFunction<ObjectNode, Random, JsonNode> inPolicy(int stack, PolicyEdit edit) {
        return (root, random) -> {
            List<String> types = POLICIES.get(stack);
            ObjectNode resource = Edits.resource(root, types.get(random.nextInt(types.size())), random);
            ObjectNode policy = Edits.policy(resource, "policy");
            edit.edit(policy, random);
            Edits.write(resource, "policy", policy);
            return root;
        };
    }

    private static void shuffle(ObjectNode policy, Random random) {
        List<JsonNode> statements = new ArrayList<>();
        policy.path(STATEMENT).forEach(statements::add);
        Collections.shuffle(statements, random);
        policy.putArray(STATEMENT).addAll(statements);
    }

    private static void shuffleActions(ObjectNode policy, Random random) {
        policy.path(STATEMENT).forEach(statement -> {
            ArrayNode actions = Edits.list((ObjectNode) statement, ACTION);
            List<JsonNode> shuffled = new ArrayList<>();
            actions.forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            ArrayNode written = ((ObjectNode) statement).putArray(ACTION);
            shuffled.forEach(action -> {
                String text = action.asText();
                int colon = text.indexOf(':');
                written.add(
                        text.substring(0, colon + 1) + text.substring(colon + 1).toLowerCase(Locale.ROOT));
            });
        });
    }

    private static void split(ObjectNode policy) {
        ArrayNode statements = Edits.JSON.createArrayNode();
        policy.path(STATEMENT).forEach(statement -> {
            int part = 0;
            for (JsonNode action : Edits.list((ObjectNode) statement, ACTION)) {
                ObjectNode one = statement.deepCopy();
                one.set(ACTION, action);
                one.put("Sid", statement.path("Sid").asText("Part") + part++);
                statements.add(one);
            }
        });
        policy.set(STATEMENT, statements);
    }

    private static JsonNode renamed(ObjectNode root, String type, Random random) {
        List<String> names = new ArrayList<>();
        root.path("resource").path(type).fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        try {
            return Edits.JSON.readTree(root.toString()
                    .replace(type + "." + name, type + ".another")
                    .replace("\"" + name + "\":", "\"another\":"));
        } catch (IOException e) {
            throw new UncheckedIOException("a renamed stack is no JSON", e);
        }
    }
}
