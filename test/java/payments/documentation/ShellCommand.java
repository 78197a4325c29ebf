package payments.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One simple command of a shell, as far as documents use the language: variables in front, words, quotes; redirections and
 * comments are left out. What a reader is to fill in, such as {@code <table>} or {@code ...}, is a word.
 *
 * @param text the command as it stands
 * @param variables the variables set for it, or by {@code export}
 * @param words the program and its arguments
 */
record ShellCommand(String text, Map<String, String> variables, List<String> words) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z][a-z -]*)>");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<end>&&|\\|\\||[|;\n])|(?<redirect>[0-9]?>>?|<)|(?<comment>#[^\n]*)|(?<word>(?:'[^']*'|\"[^\"]*\"|\\\\\n|[^\\s'\"|;&<>])+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    /** The simple commands of a script, in order. */
    static List<ShellCommand> of(String script) {
        List<ShellCommand> commands = new ArrayList<>();
        Words words = new Words();
        Matcher token = TOKEN.matcher(PLACEHOLDER.matcher(script).replaceAll("PLACEHOLDER"));
        while (token.find()) {
            if (token.group("end") != null) {
                words.end(commands);
            } else if (token.group("redirect") != null) {
                words.target = true;
            } else if (token.group("word") != null) {
                words.add(token.group("word"));
            }
        }
        words.end(commands);
        return commands;
    }

    /** The program, or nothing where only variables are set. */
    String program() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** The words after the first ones. */
    List<String> after(int first) {
        return words.subList(Math.min(first, words.size()), words.size());
    }

    /** Whether it begins with these words. */
    boolean startsWith(String... first) {
        return words.size() >= first.length && words.subList(0, first.length).equals(List.of(first));
    }

    private static final class Words {
        private final Map<String, String> variables = new LinkedHashMap<>();
        private final List<String> words = new ArrayList<>();
        private boolean target;

        void add(String quoted) {
            if (target) {
                target = false;
                return;
            }
            String word = quoted.replace("\\\n", "").replace("'", "").replace("\"", "");
            Matcher assignment = ASSIGNMENT.matcher(word);
            boolean assigns = words.isEmpty() || words.get(0).equals("export");
            if (assigns && assignment.matches()) {
                variables.put(assignment.group(1), assignment.group(2));
            } else {
                words.add(word);
            }
        }

        void end(List<ShellCommand> commands) {
            if (!words.isEmpty() || !variables.isEmpty()) {
                List<String> text = new ArrayList<>();
                variables.forEach((name, value) -> text.add(name + "=" + value));
                text.addAll(words);
                commands.add(new ShellCommand(String.join(" ", text), Map.copyOf(variables), List.copyOf(words)));
            }
            variables.clear();
            words.clear();
            target = false;
        }
    }
}
