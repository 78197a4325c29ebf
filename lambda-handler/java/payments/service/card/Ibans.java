package payments.service.card;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes account numbers (IBAN, ISO 13616) out of a text, so that their digits are not taken for a card number. An IBAN is
 * known by its country's length and its two check digits (ISO 7064, remainder 1 of a division by 97): of numbers made up by
 * chance one in 97 passes.
 */
final class Ibans {
    /** Characters of an IBAN by country: the SWIFT registry of IBAN formats, release 99. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29",
            "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20",
            "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29",
            "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20",
            "YE30");

    private static final int GROUP = 4;

    /** By which people group one: as a blank of any width, a dash or a dot. */
    private static final String SEPARATORS = " \u00a0\u2007\u2009\u202f-\u2010\u2011\u2013\u2212._";

    /** 98 less a remainder of a division by 97: never others. */
    private static final Set<String> NO_CHECK_DIGITS = Set.of("00", "01", "99");

    private static final Pattern START = Pattern.compile("(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}", Pattern.CASE_INSENSITIVE);

    private Ibans() {}

    /** The text without the IBANs, be they written in one piece or in groups of four. */
    static String removedFrom(String text) {
        Matcher start = START.matcher(text);
        StringBuilder rest = new StringBuilder();
        int copied = 0;
        while (start.find()) {
            int end = start.start() < copied ? -1 : end(text, start.start());
            if (end > 0) {
                rest.append(text, copied, start.start()).append(DigitRun.END);
                copied = end;
            }
        }
        return copied == 0 ? text : rest.append(text, copied, text.length()).toString();
    }

    /** Where the IBAN that starts here ends, or -1 when none starts here. */
    private static int end(String text, int start) {
        Integer length = LENGTHS.get(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
        if (length == null) {
            return -1;
        }
        StringBuilder iban = new StringBuilder();
        int separator = separator(text, start + GROUP);
        int at = start;
        for (; at < text.length() && iban.length() < length; at++) {
            char character = text.charAt(at);
            if (isLetterOrDigit(character)) {
                iban.append(Character.toUpperCase(character));
            } else if (character != separator || iban.length() % GROUP != 0 || text.charAt(at - 1) == separator) {
                return -1;
            }
        }
        boolean complete = iban.length() == length && (at == text.length() || !isLetterOrDigit(text.charAt(at)));
        return complete && hasCheckDigits(iban) ? at : -1;
    }

    /** The character behind the first group; -1 when it separates nothing. */
    private static int separator(String text, int at) {
        return at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0 ? text.charAt(at) : -1;
    }

    private static boolean isLetterOrDigit(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private static boolean hasCheckDigits(CharSequence iban) {
        if (NO_CHECK_DIGITS.contains(iban.subSequence(2, GROUP).toString())) {
            return false;
        }
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + GROUP) % iban.length()), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder == 1;
    }

    private static Map<String, Integer> lengths(String... lines) {
        return Arrays.stream(String.join(" ", lines).split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        country -> country.substring(0, 2), country -> Integer.parseInt(country.substring(2))));
    }
}
