package payments.infrastructure.guardrail.rules.reviewed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was reviewed of that which this program writes into its stacks: a file for each room, beside this class.
 *
 * <p>A line that is not indented names a type, such as {@code aws_sqs_queue}, {@code data.aws_vpc}, {@code provider.aws},
 * {@code terraform} or {@code output}; with {@code @audit/bucket/lifecycle} behind it, only what has that path of constructs below
 * its stack, for which everything of the type holds as well that is not said anew. {@code *} is every type. The indented lines below are
 * its arguments:
 *
 * <pre>
 *   ! path.to.argument = forms   # the reason
 * </pre>
 *
 * <p>{@code !} says that the argument must be there whenever its block is; {@code + aws_flow_log.vpc_id} that a resource of that type
 * must name the resource in that argument, or without an argument stand in its stack. A step of the path is a name, {@code *} for every name,
 * or in quotes when it holds a dot; {@code rule[common]} is the element of that name. A path leads into JSON in a text too. The
 * forms, of which one must fit, are separated by {@code |}:
 *
 * <ul>
 *   <li>{@code any}: it has no influence on safety, as the reason says;
 *   <li>{@code judged}: the rules that the reason names judge it;
 *   <li>{@code never}: it must not be written;
 *   <li>{@code 1..10}, {@code 365..}: a number;
 *   <li>{@code ref aws_kms_key}, {@code ref aws_sns_topic@alerts}: a resource of the program, also by its path;
 *   <li>{@code own aws_lambda_alias}: one of the same construct of the stack;
 *   <li>{@code ~pattern}: a regular expression, alone;
 *   <li>anything else: exactly that; {@code ""} is the empty text.
 * </ul>
 */
final class ReviewedList {
    /** The files, in the order in which they are read. */
    static final List<String> FILES = List.of(
            "terraform", "edge", "compute", "data", "messaging", "workflow", "network", "security", "observability");

    private static final Pattern LINE = Pattern.compile("\\s+([!+] )?(\\S+)(?:\\s+=\\s+(.+?))?(?:\\s+#\\s+(.*))?");
    private static final Pattern STEP = Pattern.compile("\"([^\"]+)\"|([^.\"\\[]+(?:\\[[^\\]]+\\])?)");
    private static final ReviewedList COMMITTED = new ReviewedList();

    private final Map<String, Argument> types = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private ReviewedList() {
        FILES.forEach(this::read);
    }

    /**
     * A line about an argument.
     *
     * @param file the file in which it stands
     * @param type the type, with a path where it is only about some
     * @param argument the argument's path
     * @param forms what it may say
     * @param reason why
     */
    record Line(String file, String type, String argument, String forms, String reason) {}

    /** The list in the jar. */
    static ReviewedList committed() {
        return COMMITTED;
    }

    /** Every line about an argument. */
    List<Line> lines() {
        return lines;
    }

    /** What was reviewed of a type; empty when it was not. */
    Optional<Argument> of(String type) {
        return Optional.ofNullable(types.get(type));
    }

    /** What was reviewed of the arguments that Terraform has for every type. */
    Argument ofEveryType() {
        return of(Argument.ANY_NAME).orElseThrow();
    }

    /** What was reviewed of a resource; empty when its type was not. */
    Optional<Argument> of(String type, String path) {
        return of(type + "@" + path.substring(path.indexOf('/') + 1)).or(() -> of(type));
    }

    private void read(String file) {
        try (BufferedReader reader = open(file)) {
            String type = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (Character.isWhitespace(line.charAt(0))) {
                    add(file, type, line);
                } else {
                    type = line.strip();
                    begin(type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ".txt in the jar cannot be read", e);
        }
    }

    private void begin(String type) {
        Argument begun = new Argument();
        if (type.contains("@")) {
            of(type.substring(0, type.indexOf('@'))).ifPresent(begun::addAll);
        }
        if (types.put(type, begun) != null) {
            throw new IllegalStateException("%s is reviewed twice; join the lines".formatted(type));
        }
    }

    private void add(String file, String type, String line) {
        Matcher read = LINE.matcher(line);
        Argument reviewed = types.get(type);
        if (!read.matches() || reviewed == null) {
            throw new IllegalStateException(
                    "%s.txt has the line \"%s\"; write \"path = forms  # reason\" below a type".formatted(file, line));
        }
        if ("+ ".equals(read.group(1))) {
            String[] companion = read.group(2).split("\\.", 2);
            reviewed.add(new Companion(companion[0], companion.length > 1 ? companion[1] : ""));
            return;
        }
        String forms = read.group(3) == null ? "" : read.group(3);
        String reason = read.group(4) == null ? "" : read.group(4);
        reviewed.add(steps(read.group(2)), read.group(1) != null, forms);
        lines.add(new Line(file, type, read.group(2), forms, reason));
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(2));
        }
        return steps;
    }

    private static BufferedReader open(String file) {
        InputStream stream = ReviewedList.class.getResourceAsStream(file + ".txt");
        if (stream == null) {
            throw new IllegalStateException(file + ".txt is not in the jar");
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
