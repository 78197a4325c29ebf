package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of the ARNs of a type of resource.
 *
 * @param written as AWS documents it, such as {@code arn:${Partition}:sqs:${Region}:${Account}:${QueueName}}
 * @param segments the six parts of it
 * @param containsOthers whether the ARNs of another type go on after a slash: then the last part that the user chooses has none
 */
record ArnTemplate(String written, List<String> segments, boolean containsOthers) {
    private static final int SEGMENTS = 6;
    private static final Pattern OPEN = Pattern.compile("\\$\\{[^}]*\\}");

    /** Stands for any text. */
    private static final char ANY = '*';

    /** Stands for any text without a slash. */
    private static final char NAME = '\u0001';

    static ArnTemplate of(String written, boolean containsOthers) {
        return new ArnTemplate(written, List.of(written.split(":", SEGMENTS)), containsOthers);
    }

    /** Whether some ARN of the type is meant by a resource of a policy. */
    boolean mayMatch(String resource) {
        String glob = closed(resource);
        String[] parts = glob.split(":", SEGMENTS);
        if (parts.length < SEGMENTS || segments.size() < SEGMENTS) {
            return overlap(opened(written, false), glob);
        }
        for (int i = 1; i < SEGMENTS - 1; i++) {
            if (!overlap(opened(segments.get(i), false), parts[i])) {
                return false;
            }
        }
        return overlap(opened(segments.get(SEGMENTS - 1), containsOthers), parts[SEGMENTS - 1]);
    }

    /** The resource with a wildcard in the place of each reference and policy variable, which may hold braces and colons. */
    private static String closed(String resource) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < resource.length(); i++) {
            char sign = resource.charAt(i);
            if (sign == '$' && i + 1 < resource.length() && resource.charAt(i + 1) == '{') {
                if (depth == 0) {
                    text.append(ANY);
                }
                depth++;
                i++;
            } else if (depth > 0) {
                depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            } else {
                text.append(sign);
            }
        }
        return text.toString();
    }

    private static String opened(String template, boolean lastIsName) {
        Matcher open = OPEN.matcher(template);
        List<Integer> starts = new ArrayList<>();
        while (open.find()) {
            starts.add(open.start());
        }
        boolean ends = template.endsWith("}");
        int last = starts.isEmpty() || !ends ? -1 : starts.get(starts.size() - 1);
        return OPEN.matcher(template)
                .replaceAll(found -> found.start() == last && lastIsName ? String.valueOf(NAME) : String.valueOf(ANY));
    }

    /** Whether some text is of both forms; {@code ?} stands for one character in the second. */
    private static boolean overlap(String template, String glob) {
        BitSet row = new BitSet();
        for (int i = template.length(); i >= 0; i--) {
            BitSet below = row;
            row = new BitSet();
            for (int j = glob.length(); j >= 0; j--) {
                row.set(j, step(template, i, glob, j, below, row));
            }
        }
        return row.get(0);
    }

    /**
     * @param below for each place of the glob, whether the rests from the template's next sign on overlap
     * @param row the same from this sign on, filled from the end
     */
    private static boolean step(String template, int i, String glob, int j, BitSet below, BitSet row) {
        boolean templateEnds = i == template.length();
        boolean globEnds = j == glob.length();
        if (templateEnds && globEnds) {
            return true;
        }
        if (!globEnds && glob.charAt(j) == ANY && (row.get(j + 1) || (!templateEnds && below.get(j)))) {
            return true;
        }
        if (templateEnds) {
            return false;
        }
        char expected = template.charAt(i);
        if (expected == ANY || expected == NAME) {
            boolean taken = !globEnds && (expected == ANY || glob.charAt(j) != '/');
            return below.get(j) || (taken && row.get(j + 1));
        }
        return !globEnds && (glob.charAt(j) == expected || glob.charAt(j) == '?') && below.get(j + 1);
    }
}
