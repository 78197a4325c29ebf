package payments.service.batch;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import payments.service.card.CardNumbers;

/**
 * One version of one object. Two reads of it give the same bytes, or fail.
 *
 * @param bucket where it lies
 * @param key its name, decoded
 * @param version its version id; empty in a bucket without versions
 * @param eTag what the object must still have, where there is no version to pin
 * @param receivedOn the UTC day on which it came, by which dates in it are judged: the same day in every retry
 */
public record BatchFile(String bucket, String key, Optional<String> version, String eTag, LocalDate receivedOn) {

    /** The name for log and status record; a card number in it is not repeated. */
    public String shownKey() {
        return hasCardDataInName() ? "***" : key;
    }

    boolean hasCardDataInName() {
        return CardNumbers.areIn(key);
    }

    boolean isCompressed() {
        return lowerKey().endsWith(".csv.gz");
    }

    boolean isOfDeclaredType() {
        return lowerKey().endsWith(".csv") || isCompressed();
    }

    /** What stays the same for this version, to name it when its content cannot be read. */
    String place() {
        return String.join("\n", bucket, key, version.orElse(""), eTag);
    }

    private String lowerKey() {
        return key.toLowerCase(Locale.ROOT);
    }
}
