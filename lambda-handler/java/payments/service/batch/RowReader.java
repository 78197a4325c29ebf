package payments.service.batch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.service.batch.csv.CsvRecord;
import payments.service.card.CardNumbers;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;

/**
 * Checks the cells of a row. Nothing is trimmed, completed or guessed: a cell says exactly what it means or is refused. Only the
 * currency may be left out, column or cell, and is USD then, as in the API (requirement K44).
 */
final class RowReader {
    /** Digits with a point: no sign, grouping, exponent, currency sign, blank or digit of another script. */
    static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,12})(\\.[0-9]{1,4})?");

    /** A calendar date such as 2026-02-28, and no 30 February. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final int SHORTEST_CARD_NUMBER = 13;
    private static final String DEFAULT_CURRENCY = "USD";

    private final Header header;
    private final LocalDate today;

    /**
     * Takes what the file says once.
     *
     * @param today the UTC day on which the file came
     */
    RowReader(Header header, LocalDate today) {
        this.header = header;
        this.today = today;
    }

    /** The outcome of one record. */
    RowOutcome read(CsvRecord record, long row) {
        if (record.fields().stream().anyMatch(RowReader::hasCardNumber)) {
            return rejected(record, row, RowOutcome.CARD_DATA);
        }
        if (record.error().isPresent()) {
            return rejected(record, row, record.error().get().slug());
        }
        if (!header.fits(record)) {
            return rejected(record, row, "field-count");
        }
        try {
            Optional<LocalDate> later =
                    header.cell(record, Header.VALUE_DATE).map(RowReader::date).filter(day -> day.isAfter(today));
            if (later.isPresent()) {
                return new RowOutcome.Rejected(
                        row, record.line(), header.cell(record, Header.PAYMENT_ID), RowOutcome.NOT_DUE_YET, later);
            }
            return new RowOutcome.Accepted(row, payment(record));
        } catch (RejectedException e) {
            return rejected(record, row, e.rejection().slug());
        } catch (DateTimeException e) {
            return rejected(record, row, "invalid-value-date");
        }
    }

    private PaymentRow payment(CsvRecord record) {
        PaymentId id = PaymentId.givenByClient(
                header.cell(record, Header.PAYMENT_ID).orElseThrow(() -> new RejectedException(Rejection.MISSING_ID)));
        String amount =
                header.cell(record, Header.AMOUNT).orElseThrow(() -> new RejectedException(Rejection.MISSING_AMOUNT));
        if (!AMOUNT.matcher(amount).matches()) {
            throw new RejectedException(Rejection.INVALID_AMOUNT);
        }
        String currency = header.cell(record, Header.CURRENCY).orElse(DEFAULT_CURRENCY);
        return new PaymentRow(id, Money.parse(amount, Currencies.of(currency)), details(record));
    }

    /** The date decides only whether the payment is due; it is made now or not at all. Days are UTC. */
    private static LocalDate date(String cell) {
        return LocalDate.parse(cell, DATE);
    }

    private PaymentDetails details(CsvRecord record) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Detail detail : Detail.values()) {
            header.cell(record, detail.field()).ifPresent(cell -> details.put(detail, cell));
        }
        return new PaymentDetails(details);
    }

    private static boolean hasCardNumber(String cell) {
        return cell.length() >= SHORTEST_CARD_NUMBER && CardNumbers.areIn(cell);
    }

    private RowOutcome.Rejected rejected(CsvRecord record, long row, String reason) {
        return new RowOutcome.Rejected(row, record.line(), header.cell(record, Header.PAYMENT_ID), reason);
    }
}
