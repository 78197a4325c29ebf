package payments.service.card;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds card numbers in text: 13 to 19 digits with a card issuer's prefix and a right Luhn check digit.
 *
 * <p>Digits may be written in any script, in one group or in several. A number begins and ends only where a group
 * begins and ends; so an expiry date beside it hides nothing, and a long order number is rarely refused by chance. How
 * groups may be separated is said by {@link DigitRun}; what may follow a number in its own group, by {@link Appended}.
 *
 * <p>Passed over are a UUID with at least one letter and an account number (IBAN) with right check digits: no card
 * number is written in these forms, while the digits of one in about 750 random UUIDs and of three German account
 * numbers in four would pass for one by chance. Refusing those would turn away honest clients whose ids they cannot
 * repair.
 */
public final class CardNumbers {
    static final int SHORTEST = 13;
    static final int LONGEST = 19;

    /** A canonical UUID of any version with a letter, alone or between a word and a short number ({@code order-<UUID>-1}). */
    private static final Pattern UUID = Pattern.compile(
            "(?<![0-9A-Za-z])(?<![^A-Za-z]-)(?=[0-9-]*[a-f])"
                    + "[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "(?![0-9A-Za-z])(?!-[0-9]{4})",
            Pattern.CASE_INSENSITIVE);

    private CardNumbers() {}

    /** Whether the text contains at least one card number. */
    public static boolean areIn(String text) {
        return areIn(text, DigitRun::allIn);
    }

    /**
     * Whether a line of a file, with whatever separates its columns, contains at least one. Digits of neighbouring columns are
     * not read as one number, unless they are grouped as on a card: counts and amounts side by side would pass for one too often.
     */
    public static boolean areInColumns(String line) {
        return areIn(line, DigitRun::allInColumns);
    }

    /** As written and as meant: a sign of percent may begin a separator, or stand before a number by chance. */
    private static boolean areIn(String text, Function<String, List<DigitRun>> runs) {
        return hasEnoughDigits(text)
                && (areInRuns(runs.apply(withoutOtherNumbers(text)))
                        || (Escapes.mayBeIn(text)
                                && areInRuns(runs.apply(withoutOtherNumbers(Escapes.removedFrom(text))))));
    }

    private static String withoutOtherNumbers(String text) {
        return Ibans.removedFrom(UUID.matcher(text).replaceAll(DigitRun.END));
    }

    private static boolean areInRuns(List<DigitRun> runs) {
        return runs.stream().anyMatch(DigitRun::hasCardNumber);
    }

    /** Most texts are short or have few digits, and need nothing more. */
    private static boolean hasEnoughDigits(String text) {
        return text.length() >= SHORTEST
                && text.codePoints().filter(c -> DigitRun.digit(c) >= 0).count() >= SHORTEST;
    }
}
