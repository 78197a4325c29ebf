package payments.infrastructure.guardrail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.plan.Secrets;
import payments.infrastructure.guardrail.rule.Result;

/** Takes out of results what Terraform marks as sensitive: it is judged, and never shown. */
final class Masking {
    private static final int PREFIX = 3;

    private final Map<String, Secrets> secrets;
    private final Map<String, List<String>> texts = new HashMap<>();

    Masking(Program program) {
        this.secrets = program.secrets();
        Map<String, List<String>> byStart = new TreeMap<>();
        secrets.values().forEach(stack -> stack.texts()
                .forEach(text -> byStart.computeIfAbsent(text.substring(0, PREFIX), none -> new ArrayList<>())
                        .add(text)));
        byStart.forEach((start, found) -> texts.put(
                start,
                found.stream()
                        .distinct()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList()));
    }

    /** The result as it may be shown. */
    Result of(Result result) {
        if (secrets.isEmpty()) {
            return result;
        }
        boolean marked = isMarked(result);
        return new Result(
                result.rule(),
                result.verdict(),
                result.subject(),
                masked(result.qualifier()),
                result.attribute(),
                marked ? hidden(result.value()) : masked(result.value()),
                masked(result.expected()));
    }

    private boolean isMarked(Result result) {
        Secrets stack = secrets.get(result.subject().stack());
        Set<String> places = stack == null
                ? Set.of()
                : stack.places().getOrDefault(result.subject().address(), Set.of());
        return places.contains(result.attribute().split("[.\\[]", 2)[0])
                && !result.value().equals("(absent)");
    }

    /** Every sensitive text in it, the longest that stands there; the time grows with the text, not with how many there are. */
    private String masked(String text) {
        if (texts.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            String found = at + PREFIX > text.length() ? "" : sensitive(text, at);
            if (found.isEmpty()) {
                shown.append(text.charAt(at++));
            } else {
                shown.append(hidden(found));
                at += found.length();
            }
        }
        return shown.toString();
    }

    private String sensitive(String text, int at) {
        return texts.getOrDefault(text.substring(at, at + PREFIX), List.of()).stream()
                .filter(secret -> text.startsWith(secret, at))
                .findFirst()
                .orElse("");
    }

    /** Enough of a hash to see whether two are equal, too little to find one that is long. */
    private static String hidden(String secret) {
        if (secret.length() < 8 || secret.startsWith("(not shown")) {
            return "(sensitive)";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return "(sensitive, SHA-256 " + HexFormat.of().formatHex(digest, 0, 6) + ")";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
