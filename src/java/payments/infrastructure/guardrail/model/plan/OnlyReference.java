package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An unknown value of which the plan says only what it refers to. Where that is one name, ARN or id of one thing, and the attribute
 * takes such a thing, it is that thing. A text that may be made of it, such as a policy, is not: it stays unknown.
 */
final class OnlyReference {
    private static final String RESOURCE = "[a-z][a-z0-9]*_[a-z0-9_]*\\.[A-Za-z_][\\w-]*";
    private static final Set<String> IDENTIFYING = Set.of(
            "arn",
            "bucket",
            "function_name",
            "id",
            "invoke_arn",
            "key_arn",
            "key_id",
            "name",
            "qualified_arn",
            "stage_name",
            "url");
    private static final Pattern ATTRIBUTE = Pattern.compile("(" + RESOURCE + ")(\\[[^]]*])?\\.(\\w+)");
    private static final Pattern DOCUMENT =
            Pattern.compile("data\\.aws_iam_policy_document\\.[A-Za-z_][\\w-]*(\\[[^]]*])?\\.(minified_)?json");
    private static final Pattern OWN_KEY = Pattern.compile(RESOURCE);
    private static final Pattern INPUT = Pattern.compile("var\\.[A-Za-z_][\\w-]*");
    private static final Pattern OUTPUT = Pattern.compile("module\\.[A-Za-z_][\\w-]*(\\[[^]]*])?\\.[A-Za-z_][\\w-]*");

    /** What a text is made of, not what names something. */
    private static final Pattern MADE = Pattern.compile(
            "(?i)(policy|policies|json|document|definition|body|template|data|content|pattern|script|values?|description|message"
                    + "|uri|path|expression|record|records|variables|command|commands|tags?|input|code|statement|source_arn)$");

    private static final Pattern POLICY = Pattern.compile("(?i)(policy|policies|policy_json)$");

    private OnlyReference() {}

    /**
     * The expression that an unknown value can only be.
     *
     * @param attribute the name of the attribute
     * @param references what it refers to
     * @param key the key of its instance as it is written in an expression; empty without one
     * @param repeats what its {@code for_each} refers to
     */
    static Optional<JsonNode> of(String attribute, List<String> references, String key, List<String> repeats) {
        boolean made = MADE.matcher(attribute).find();
        if (references.size() == 1) {
            String one = references.get(0);
            if (POLICY.matcher(attribute).find() && DOCUMENT.matcher(one).matches()) {
                return Optional.of(Texts.expression(one));
            }
            return made ? Optional.empty() : single(one, key, repeats);
        }
        boolean own = references.size() == 2 && (references.contains("each.key") || references.contains("count.index"));
        if (own && !key.isEmpty()) {
            String other = references.get(references.get(0).matches("each\\.key|count\\.index") ? 1 : 0);
            if (POLICY.matcher(attribute).find()
                    && other.matches("data\\.aws_iam_policy_document\\.[A-Za-z_][\\w-]*")) {
                return Optional.of(Texts.expression(other + "[" + key + "].json"));
            }
            if (!made && OWN_KEY.matcher(other).matches()) {
                return Optional.of(Texts.expression(other + "[" + key + "]"));
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> single(String reference, String key, List<String> repeats) {
        Matcher attribute = ATTRIBUTE.matcher(reference);
        if (attribute.matches()) {
            return IDENTIFYING.contains(attribute.group(3))
                    ? Optional.of(Texts.expression(reference))
                    : Optional.empty();
        }
        if (reference.startsWith("each.value.") && repeats.size() == 1 && !key.isEmpty()) {
            String name = reference.substring("each.value.".length());
            return IDENTIFYING.contains(name) && OWN_KEY.matcher(repeats.get(0)).matches()
                    ? Optional.of(Texts.expression(repeats.get(0) + "[" + key + "]." + name))
                    : Optional.empty();
        }
        return INPUT.matcher(reference).matches() || OUTPUT.matcher(reference).matches()
                ? Optional.of(Texts.expression(reference))
                : Optional.empty();
    }

    /** A key as expressions write it. */
    static String key(JsonNode index) {
        return index.isMissingNode() || index.isNull()
                ? ""
                : index.isNumber()
                        ? index.asText()
                        : TextNode.valueOf(index.asText()).toString();
    }
}
