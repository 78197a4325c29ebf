package payments.infrastructure.guardrail.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads a policy as strictly as AWS does (IAM User Guide, "Grammar of the IAM JSON policy language"). */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String NEWEST = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(NEWEST, "2008-10-17");
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    /** AWS takes at most 32,768 characters, of a key; a text may hold blanks and references besides. */
    private static final int LONGEST = 200_000;

    private PolicyReader() {}

    static ParsedPolicy read(String name, PolicyKind kind, String text) {
        if (text.length() > LONGEST) {
            return new UnparseablePolicy(name, "longer than any policy that AWS takes");
        }
        try {
            return read(name, kind, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return new UnparseablePolicy(name, "not JSON: " + where(e));
        }
    }

    static ParsedPolicy read(String name, PolicyKind kind, JsonNode document) {
        try {
            return new Policy(name, kind, statements(kind, document));
        } catch (InvalidPolicyException e) {
            return new UnparseablePolicy(name, Objects.requireNonNullElse(e.getMessage(), "invalid"));
        }
    }

    private static List<PolicyStatement> statements(PolicyKind kind, JsonNode document) throws InvalidPolicyException {
        if (!document.isObject()) {
            throw new InvalidPolicyException("a policy is an object with Version and Statement");
        }
        knownElements("the policy", document, ELEMENTS);
        String version = document.path("Version").asText("2008-10-17");
        if (!VERSIONS.contains(version)) {
            throw new InvalidPolicyException("Version must be %s or, for old policies, 2008-10-17".formatted(NEWEST));
        }
        JsonNode written = document.path("Statement");
        List<JsonNode> nodes = new ArrayList<>();
        if (written.isArray()) {
            written.forEach(nodes::add);
        } else if (written.isObject()) {
            nodes.add(written);
        }
        if (nodes.isEmpty()) {
            throw new InvalidPolicyException("Statement must hold at least one statement");
        }
        List<PolicyStatement> statements = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (JsonNode node : nodes) {
            PolicyStatement statement =
                    StatementReader.read(kind, version.equals(NEWEST), "#" + statements.size(), node);
            if (!labels.add(statement.label())) {
                throw new InvalidPolicyException("Sid %s stands twice".formatted(statement.label()));
            }
            statements.add(statement);
        }
        return statements;
    }

    /** A misspelt element would otherwise be a rule that is not applied. */
    static void knownElements(String where, JsonNode object, Set<String> known) throws InvalidPolicyException {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new InvalidPolicyException("%s has the unknown element %s".formatted(where, name));
            }
        }
    }

    /** The position of the error; the parser's own message quotes the text, which may hold a secret. */
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "the text ends too early"
                : "line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
