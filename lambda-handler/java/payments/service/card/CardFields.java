package payments.service.card;

import java.util.Locale;
import java.util.Set;

/**
 * Knows the names of fields that hold card data. The name alone is enough to refuse: a security code has no
 * check digit by which its value could be recognised.
 */
public final class CardFields {
    private static final Set<String> NAMES = Set.of(
            "pan",
            "primaryaccountnumber",
            "cardno",
            "ccnumber",
            "csc",
            "cav",
            "cav2",
            "cvn",
            "pin",
            "securitycode",
            "track",
            "track1",
            "track2",
            "track3",
            "trackdata",
            "magstripe",
            "emvdata");

    private static final Set<String> FRAGMENTS =
            Set.of("cvv", "cvc", "cardnumber", "cardsecurity", "cardverification", "pinblock", "trackdata");

    private CardFields() {}

    /** Whether the name belongs to card data; case, spaces, dashes and underscores do not matter. */
    public static boolean includes(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return NAMES.contains(bare) || FRAGMENTS.stream().anyMatch(bare::contains);
    }
}
