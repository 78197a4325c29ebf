package payments.infrastructure.config;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Problems of a text that is not the YAML we read, and of its variables. */
final class YamlErrors {
    private YamlErrors() {}

    static Problem malformed(Position file, YAMLException cause) {
        Mark mark = cause instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        String what = cause instanceof MarkedYAMLException marked ? marked.getProblem() : cause.getMessage();
        return Messages.problem(
                mark == null ? file : new Position(file.file(), mark.getLine() + 1, ""),
                "this is not the YAML we read%s: %s"
                        .formatted(mark == null ? "" : ", column " + (mark.getColumn() + 1), what),
                "one YAML document with few aliases and little depth",
                "look at this line and the one before it");
    }

    static Problem endlessAlias(Position at) {
        return Messages.problem(at, "an alias contains itself", "aliases of finished values", "write the value out");
    }

    static Problem tooManyNodes(Position file, int most) {
        return Messages.problem(
                file,
                "the file has more values than a deployment can have, those of its aliases counted each time",
                "up to %d values".formatted(most),
                "check that this is a deployment file, and write out what its aliases repeat");
    }

    static Problem tooLong(Position at, int characters, int most) {
        return Messages.problem(
                at,
                "the value has %d characters or more".formatted(characters),
                "up to %d".formatted(most),
                "shorten the value");
    }

    static Problem controlCharacter(Position at, String text) {
        return Messages.problem(
                at,
                "'%s' holds a character that cannot be seen".formatted(PlainText.value(text)),
                "characters that can be seen, line breaks and tabs",
                "remove it, or type the value anew");
    }

    static Problem forbiddenTag(Position at, String tag) {
        return Messages.problem(
                at,
                "the tag '%s' is given".formatted(PlainText.value(tag)),
                "plain YAML without tags of its own",
                "remove the tag");
    }

    static Problem keyNotText(Position at, int line) {
        return Messages.problem(
                new Position(at.file(), line, at.path()),
                "a key is a list or a mapping",
                "keys of text",
                "write a name");
    }

    static Problem duplicateKey(Position at, String key, Position first) {
        return Messages.problem(
                at,
                "the key '%s' is given twice, first in line %d".formatted(PlainText.value(key), first.line()),
                "each key once",
                "remove one of them");
    }

    static Problem unsetVariable(Position at, String text, String name) {
        return Messages.problem(
                at,
                "'%s' needs the environment variable %s, which is not set or empty"
                        .formatted(PlainText.value(text), name),
                "${NAME} of a set variable, or ${NAME:-default}",
                "set %1$s, or give a default: ${%1$s:-...}".formatted(name));
    }

    static Problem malformedPlaceholder(Position at, String text) {
        return Messages.problem(
                at,
                "'%s' holds a placeholder that cannot be read".formatted(PlainText.value(text)),
                "${NAME} or ${NAME:-default}, without braces inside",
                "complete the placeholder");
    }
}
