package payments.infrastructure.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the word that the user meant to type: by the number of single-character edits, swapped neighbours included. */
public final class Nearest {
    /** Longer than any word that there is; what is longer still was not meant to be one of them. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The candidate closest to the word, if one is so close that it was probably meant; the first of equals. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> nearest = Optional.empty();
        int most = Math.max(2, word.length() / 3);
        for (String candidate : candidates) {
            int within = Math.min(most, candidate.length() - 1);
            int difference = difference(word, candidate, within);
            if (difference <= within) {
                nearest = Optional.of(candidate);
                most = difference - 1;
            }
        }
        return nearest;
    }

    /** The distance; 1 where the words differ in capitals, hyphens and underscores alone, as in {@code MULTI_AZ}. */
    private static int difference(String word, String candidate, int most) {
        int distance = distance(word, candidate, most);
        return distance > 1 && isAlike(word, candidate) ? 1 : distance;
    }

    /** Reads both letter by letter: this is asked of hundreds of candidates, most of which differ in the first letters. */
    private static boolean isAlike(String word, String candidate) {
        int i = letter(word, 0);
        int j = letter(candidate, 0);
        while (i < word.length() && j < candidate.length()) {
            if (Character.toLowerCase(word.charAt(i)) != Character.toLowerCase(candidate.charAt(j))) {
                return false;
            }
            i = letter(word, i + 1);
            j = letter(candidate, j + 1);
        }
        return i == word.length() && j == candidate.length();
    }

    /** Where the next letter is, from a place on. */
    private static int letter(String word, int from) {
        int at = from;
        while (at < word.length() && "-_ ".indexOf(word.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** All candidates, the closest to the word first; equals in the order of the alphabet. */
    public static List<String> inOrder(String word, Collection<String> candidates) {
        String start = word.substring(0, Math.min(word.length(), LONGEST));
        return candidates.stream()
                .sorted(Comparator.comparingInt((String candidate) -> distance(start, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The text as a stricter rule may want it: without spaces around it, in small letters, with single hyphens within. */
    public static Stream<String> spellings(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        String trimmed = start.strip();
        String small = trimmed.toLowerCase(Locale.ROOT);
        String hyphens = small.replaceAll("[-_ ]+", "-").replaceAll("^-|-$", "");
        return Stream.of(trimmed, small, small.replaceAll("[- ]", "_"), hyphens)
                .filter(other -> !other.isEmpty() && !other.equals(text) && text.length() <= LONGEST);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
    public static int distance(String from, String to) {
        return distance(from, to, from.length() + to.length());
    }

    /** The same up to a number of edits; where more are needed, some greater number, which is found sooner. */
    private static int distance(String from, String to, int most) {
        if (Math.abs(from.length() - to.length()) > most) {
            return most + 1;
        }
        int[][] edits = new int[from.length() + 1][];
        for (int i = 0; i <= from.length(); i++) {
            edits[i] = new int[to.length() + 1];
            int least = i;
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
                least = Math.min(least, edits[i][j]);
            }
            // Later lines go on from this one, or swap from the one before, which is better by one and adds one.
            if (least > most) {
                return most + 1;
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        int replaced = edits[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
