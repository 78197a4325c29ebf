package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The provider configurations. A plan has them, and what it says of each resource fills in what they leave open: default tags as
 * they stand in {@code tags_all}, the account in ARNs. A state has none: its resources show the region and the account by their
 * ARNs.
 */
final class ShownProviders {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String AWS = "aws";

    /** Arguments by which a configuration has an account of its own. */
    private static final Set<String> IDENTITY = Set.of(
            "access_key",
            "allowed_account_ids",
            "assume_role",
            "assume_role_with_web_identity",
            "profile",
            "shared_config_files",
            "shared_credentials_files");

    private final boolean planned;
    private final JsonNode configurations;
    private final Map<String, Facts> facts = new LinkedHashMap<>();
    private final Set<String> regions = new TreeSet<>();
    private final Map<String, String> sources = new TreeMap<>();

    /** What resources say of the configuration that made them. */
    private static final class Facts {
        private final Set<String> accounts = new TreeSet<>();
        private final Map<String, JsonNode> tags = new TreeMap<>();
        private final Set<String> contradicted = new TreeSet<>();
    }

    ShownProviders(JsonNode json) {
        this.planned = json.has("planned_values");
        this.configurations = json.path("configuration").path("provider_config");
    }

    /** Says in a resource's body which configuration it has, and learns from it. */
    void settle(ObjectNode body, JsonNode resource, JsonNode block) {
        String[] arn = body.path("arn").asText().split(":", 6);
        boolean own = arn.length == 6 && arn[0].equals("arn");
        String type = resource.path("provider_name").asText();
        if (type.contains("/")) {
            sources.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), type);
        }
        String name = block.path("provider_config_key").asText(type.substring(type.lastIndexOf('/') + 1));
        if (name.equals(AWS) && !planned && own && !arn[3].isEmpty()) {
            regions.add(arn[3]);
            name = AWS + "." + arn[3];
        }
        body.put("provider", address(name));
        Facts known = facts.computeIfAbsent(name, none -> new Facts());
        boolean caller = resource.path("type").asText().equals("aws_caller_identity");
        String account = caller ? body.path("account_id").asText() : own ? arn[4] : "";
        if (account.matches("[0-9]{12}")) {
            known.accounts.add(account);
        }
        JsonNode all = body.path("tags_all");
        JsonNode tags = body.path("tags");
        all.properties().stream().filter(tag -> !tags.has(tag.getKey())).forEach(tag -> {
            JsonNode before = known.tags.put(tag.getKey(), tag.getValue());
            if (before != null && !before.equals(tag.getValue())) {
                known.contradicted.add(tag.getKey());
            }
        });
        body.remove("tags_all");
        if (!planned && !all.isEmpty()) {
            body.set("tags", all);
        }
    }

    /** What resources name: {@code aws.alias}; a configuration inside a module has the module as part of its alias. */
    private static String address(String key) {
        int colon = key.lastIndexOf(':');
        if (colon < 0) {
            return key;
        }
        String own = key.substring(colon + 1);
        String type = own.contains(".") ? own.substring(0, own.indexOf('.')) : own;
        return type + "." + key;
    }

    /** Where Terraform has the providers from, by their types, as {@code required_providers} has it. */
    ObjectNode sources() {
        Map<String, String> all = new TreeMap<>(sources);
        configurations.forEach(configuration -> {
            String source = configuration.path("full_name").asText();
            if (source.contains("/")) {
                all.putIfAbsent(configuration.path("name").asText(), source);
            }
        });
        ObjectNode required = NODES.objectNode();
        all.forEach((name, source) -> required.putObject(name).put("source", source));
        return required;
    }

    /** Lets a called module use each of them. */
    void pass(ObjectNode inputs) {
        ObjectNode passed = inputs.putObject("providers");
        configurations.fieldNames().forEachRemaining(key -> passed.put(address(key), address(key)));
        if (configurations.isMissingNode()) {
            facts.keySet().forEach(key -> passed.put(address(key), address(key)));
        }
    }

    /** The configurations as blocks. */
    ObjectNode blocks(Body arguments) {
        ObjectNode blocks = NODES.objectNode();
        configurations.properties().forEach(entry -> {
            // Terraform lists one that only has a version, too.
            if (!entry.getValue().has("expressions") && !facts.containsKey(entry.getKey())) {
                return;
            }
            ObjectNode body = NODES.objectNode();
            entry.getValue().path("expressions").properties().forEach(argument -> {
                // What stands inside a module means something there, and the blocks stand in the root.
                boolean elsewhere = entry.getKey().contains(":") && !Written.allConstant(argument.getValue());
                body.set(
                        argument.getKey(),
                        elsewhere
                                ? Texts.unknown("provider." + entry.getKey() + "." + argument.getKey(), List.of())
                                : arguments.argument(argument.getKey(), argument.getValue()));
            });
            add(blocks, entry.getKey(), body);
        });
        if (configurations.isMissingNode()) {
            facts.keySet().forEach(key -> {
                ObjectNode body = NODES.objectNode();
                String region = key.startsWith(AWS + ".") ? key.substring(AWS.length() + 1) : only(regions);
                if (!region.isEmpty() && key.startsWith(AWS)) {
                    body.put("region", region);
                }
                add(blocks, key, body);
            });
        }
        return blocks;
    }

    private void add(ObjectNode blocks, String key, ObjectNode body) {
        String address = address(key);
        int dot = address.indexOf('.');
        if (dot > 0) {
            body.put("alias", address.substring(dot + 1));
        }
        Facts known = facts.getOrDefault(key, new Facts());
        String account = only(isAmbient(key) ? ambientAccounts(key) : known.accounts);
        if (!account.isEmpty()
                && address.startsWith(AWS)
                && !body.has("allowed_account_ids")
                && !body.has("assume_role")) {
            body.putArray("allowed_account_ids").add(account);
        }
        if (!known.tags.isEmpty()) {
            ObjectNode tags = NODES.objectNode();
            known.tags.forEach((name, value) -> {
                if (!known.contradicted.contains(name)) {
                    tags.set(name, value);
                }
            });
            body.putArray("default_tags").addObject().set("tags", tags);
        }
        blocks.withArrayProperty(dot > 0 ? address.substring(0, dot) : address).add(body);
    }

    /** The accounts of all configurations that take their rights from the same surroundings, where that is one. */
    private Set<String> ambientAccounts(String key) {
        Set<String> accounts = new TreeSet<>();
        facts.forEach((other, known) -> {
            if (isAmbient(other)) {
                accounts.addAll(known.accounts);
            }
        });
        return accounts.size() == 1 ? accounts : facts.getOrDefault(key, new Facts()).accounts;
    }

    private boolean isAmbient(String key) {
        JsonNode arguments = configurations.path(key).path("expressions");
        return IDENTITY.stream().noneMatch(arguments::has);
    }

    private static String only(Set<String> values) {
        return values.size() == 1 ? values.iterator().next() : "";
    }
}
