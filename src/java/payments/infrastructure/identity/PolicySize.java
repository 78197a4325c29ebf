package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How many characters AWS will count in a policy document, which is written before the account's number is known, and how a
 * document that is too long is cut.
 *
 * @param account the account as it stands in documents: twelve digits or the expression that gives them at plan time
 */
record PolicySize(String account) {
    /**
     * Characters of a managed policy; AWS does not count white space.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: IAM quotas</a>
     */
    static final int LONGEST_MANAGED = 6144;

    private static final String ACCOUNT = "0".repeat(12);

    /** Any other expression is an ARN or a part of one; few ARNs are longer. */
    private static final String OTHER = "x".repeat(200);

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]*}");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

    /** Characters that AWS will count. */
    int of(PolicyDocument document) {
        String filled =
                EXPRESSION.matcher(document.toJson().replace(account, ACCOUNT)).replaceAll(OTHER);
        return WHITE_SPACE.matcher(filled).replaceAll("").length();
    }

    /**
     * Documents that together say the same, each short enough for a managed policy: as few as the order of the statements
     * allows. Statements stay whole; one that is too long alone is given for half of its resources each.
     *
     * @throws IllegalArgumentException if a statement about one resource is too long
     */
    List<PolicyDocument> parts(PolicyDocument document) {
        List<PolicyDocument> parts = new ArrayList<>();
        List<Statement> open = new ArrayList<>();
        for (Statement statement : document.statements().stream()
                .flatMap(one -> fitting(one).stream())
                .toList()) {
            List<Statement> longer = new ArrayList<>(open);
            longer.add(statement);
            if (!open.isEmpty() && !fits(longer)) {
                parts.add(new PolicyDocument(open));
                longer = new ArrayList<>(List.of(statement));
            }
            open = longer;
        }
        parts.add(new PolicyDocument(open));
        return parts;
    }

    private List<Statement> fitting(Statement statement) {
        if (fits(List.of(statement))) {
            return List.of(statement);
        }
        List<String> resources = statement.resources();
        if (resources.size() < 2) {
            throw new IllegalArgumentException(
                    "statement '%s' has %,d characters, a policy may have %,d: give it fewer actions"
                            .formatted(statement.sid(), of(PolicyDocument.of(statement)), LONGEST_MANAGED));
        }
        int half = resources.size() / 2;
        List<Statement> halves = new ArrayList<>(fitting(statement.part("a", resources.subList(0, half))));
        halves.addAll(fitting(statement.part("b", resources.subList(half, resources.size()))));
        return halves;
    }

    private boolean fits(List<Statement> statements) {
        return of(new PolicyDocument(statements)) <= LONGEST_MANAGED;
    }
}
