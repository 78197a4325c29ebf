package payments.infrastructure.access;

import java.util.List;
import java.util.Map;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.access.Change.Direction;

/** A comparison for people. */
final class AccessText {
    private static final int MOST_NAMED = 6;

    private AccessText() {}

    static String render(AccessComparison comparison, AccessContext context) {
        StringBuilder text = new StringBuilder();
        for (Direction direction : Direction.values()) {
            Map<String, List<Change>> byWho = comparison.byWho(direction);
            if (!byWho.isEmpty()) {
                text.append(title(direction)).append('\n');
                byWho.forEach((who, changes) -> {
                    text.append("  ").append(who).append('\n');
                    changes.forEach(change -> text.append("    ")
                            .append(direction == Direction.NEW ? "+ " : "- ")
                            .append(line(change))
                            .append('\n'));
                });
                text.append('\n');
            }
        }
        return text.append(summary(comparison, context)).append('\n').toString();
    }

    static String markdown(AccessComparison comparison, AccessContext context) {
        StringBuilder text = new StringBuilder("### Access\n\n")
                .append(summary(comparison, context))
                .append('\n');
        for (Direction direction : Direction.values()) {
            Map<String, List<Change>> byWho = comparison.byWho(direction);
            if (!byWho.isEmpty()) {
                text.append("\n**").append(title(direction)).append("**\n\n");
                byWho.forEach((who, changes) -> {
                    text.append("- ").append(code(who)).append('\n');
                    changes.forEach(change ->
                            text.append("  - ").append(code(line(change))).append('\n'));
                });
            }
        }
        return text.toString();
    }

    /** In one line: what, on what, when, where. */
    static String line(Change change) {
        String what = some(change.may());
        String on = some(change.on());
        String joined = change.area() == Area.NETWORK ? ": " : " on ";
        String when = change.when().isEmpty() ? "" : ", when " + change.when();
        return what + joined + on + when + " [" + some(change.stacks()) + "]";
    }

    private static String title(Direction direction) {
        return direction == Direction.NEW ? "Newly allowed" : "No longer allowed";
    }

    private static String summary(AccessComparison comparison, AccessContext context) {
        long added = comparison.newlyAllowed();
        return "Access: %d newly allowed, %d no longer allowed, from %s to %s"
                .formatted(added, comparison.changes().size() - added, context.before(), context.after());
    }

    private static String some(List<String> texts) {
        return texts.size() <= MOST_NAMED
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, MOST_NAMED)) + " and %d more".formatted(texts.size() - MOST_NAMED);
    }

    /** Nothing in a name can end the code or start a heading, a link or a table. */
    private static String code(String text) {
        return "`" + text.replace('`', '\'').replace('\n', ' ').replace('\r', ' ') + "`";
    }
}
