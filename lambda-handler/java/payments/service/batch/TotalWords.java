package payments.service.batch;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a line of totals names itself in the languages in which settlement files are written, without capitals, accents and signs. */
final class TotalWords {
    private static final Set<String> TOTAL = words(
            "total totals subtotal grandtotal totalamount sum sums sumtotal",
            "summe summen gesamt gesamtsumme gesamtbetrag endsumme endbetrag zwischensumme teilsumme totaal summa",
            "totale somme suma soma totalgeneral totalgeral importetotal razem lacznie ogolem celkem spolu soucet",
            "ukupno skupaj vsota osszesen toplam yhteensa ialt jumlah \u0438\u0442\u043e\u0433\u043e \u0432\u0441\u0435\u0433\u043e",
            "\u0441\u0443\u043c\u043c\u0430 \u0440\u0430\u0437\u043e\u043c \u043e\u0431\u0449\u043e \u03c3 \u03c3\u03c5\u03bd\u03bf\u03bb\u03bf",
            "\u5408\u8ba1 \u5408\u8a08 \u603b\u8ba1 \u7e3d\u8a08 \u5c0f\u8ba1 \u5c0f\u8a08 \u7dcf\u8a08 \ud569\uacc4 \ucd1d\uacc4");

    /** Names of a last line that are words of other meanings too, so that they count only alone. */
    private static final Set<String> LAST =
            words("trailer footer trl end eof endoffile summary saldo balance closingbalance");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}");
    private static final int LABEL_WORDS = 4;

    private TotalWords() {}

    /** Whether a cell is such a name and nothing else. */
    static boolean are(String cell) {
        if (isFormula(cell)) {
            return false;
        }
        String bare = NO_LETTER_OR_DIGIT.matcher(plain(cell)).replaceAll("");
        return TOTAL.contains(bare) || LAST.contains(bare);
    }

    /** Whether a cell begins or ends with one, as a label does: {@code Total (2 payments)}, {@code Batch total:}. */
    static boolean label(String cell) {
        List<String> words = Arrays.stream(BETWEEN_WORDS.split(plain(cell)))
                .filter(word -> !word.isEmpty())
                .toList();
        return are(cell)
                || (!isFormula(cell)
                        && !words.isEmpty()
                        && words.size() <= LABEL_WORDS
                        && (TOTAL.contains(words.get(0)) || TOTAL.contains(words.get(words.size() - 1))));
    }

    /** Whether an id is one: {@code sum-1} and {@code total-7} are ids of payments. */
    static boolean labelId(String id) {
        return are(id)
                || (label(id)
                        && (id.chars().noneMatch(Character::isDigit)
                                || !ID.matcher(id).matches()));
    }

    /** {@code =SUM(A1)} is what no spreadsheet shows: a row that is rejected, and no total that is wrong. */
    private static boolean isFormula(String cell) {
        String bare = cell.strip();
        return !bare.isEmpty() && "=@\uff1d".indexOf(bare.charAt(0)) >= 0;
    }

    private static String plain(String cell) {
        String parts = Normalizer.normalize(cell, Normalizer.Form.NFKD);
        String plain =
                ACCENTS.matcher(parts).replaceAll("").toLowerCase(Locale.ROOT).replace('\u0142', 'l');
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static Set<String> words(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }
}
