package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.domain.Detail;

class PaymentFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final String HEADER = "payment_id,amount,currency\n";

    /** From parts, so that no card number stands in this file. */
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    @Threat("C01")
    @ParameterizedTest
    @ValueSource(strings = {"", HEADER, "\n\r\n", HEADER + "\n\n", HEADER + "#trailer,0,0\n"})
    void aFileWithoutARowIsRefusedAsEmpty(String file) {
        assertRefused(file, FileError.EMPTY);
    }

    @Threat({"C02", "C03"})
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEndsAndAByteOrderMarkChangeNoRow(String lineEnd) throws Exception {
        String file = "\uFEFFpayment_id,amount,currency\np-1,1.00,USD\n\np-2,2,JPY".replace("\n", lineEnd);

        assertThat(outcomes(file)).containsExactly("1:p-1 100 USD", "2:p-2 2 JPY");
    }

    /** Programs write the list separator of their country, and Excel says which in a line of its own. */
    @Threat("C05")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_id;amount;currency\np-1;1.00;USD\n",
                "payment_id\tamount\tcurrency\np-1\t1.00\tUSD\n",
                "payment_id|amount|currency\np-1|1.00|USD\n",
                "\"payment_id\";\"amount\";\"currency\"\np-1;\"1.00\";USD\n",
                "sep=;\npayment_id;amount;currency\np-1;1.00;USD\n",
                "\uFEFFSEP=|\r\npayment_id|amount|currency\r\np-1|1.00|USD\r\n",
                "sep=,\npayment_id,amount,currency\np-1,1.00,USD\n"
            })
    void theSeparatorIsFoundOutFromTheFirstLine(String file) throws Exception {
        assertThat(outcomes(file)).containsExactly("1:p-1 100 USD");
    }

    /** 12,50 in a file of semicolons may be twelve and a half or 1250: it is refused, not guessed. */
    @Threat({"C05", "C08"})
    @Test
    void aDecimalCommaIsNoAmount() throws Exception {
        assertThat(outcomes("payment_id;amount;currency\np-1;12,50;EUR\n")).containsExactly("1:invalid-amount@2");
    }

    @Threat("C05")
    @Test
    void aLineOfAnotherSeparatorIsRejectedAlone() throws Exception {
        assertThat(outcomes("payment_id;amount;currency\np-1,1.00,USD\np-2;1.00;USD\n"))
                .containsExactly("1:field-count@2", "2:p-2 100 USD");
    }

    @Threat("C06")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Payment_Id,amount,currency",
                "payment_id, amount,currency",
                "Payment ID,AMOUNT,Currency",
                "PaymentId,Amount ,CURRENCY",
                "payment_id,amount,currency,",
                "payment_id,amount,currency,,"
            })
    void capitalsBlanksAndASeparatorAtTheEndChangeNoColumn(String header) throws Exception {
        assertThat(outcomes(header + "\np-1,1.00,EUR\np-2,2.00,EUR,\n"))
                .containsExactly("1:p-1 100 EUR", "2:p-2 200 EUR");
    }

    @Threat("C06")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_id,currency",
                "amount,currency",
                "payment_id,amount,currency,amount",
                "payment_id,amount,currency,Amount",
                "payment_id,amount,value_date,Value Date",
                "payment_id;amount,currency",
                "id,amount,currency",
                "payment_id,amount (EUR),currency",
                "p\"ayment_id,amount,currency"
            })
    void aHeaderThatIsNotOursIsRefused(String header) {
        assertRefused(header + "\np-1,1.00,USD\n", FileError.HEADER_MISMATCH);
    }

    /** As long as its name is not ours in another spelling: then a default would replace what it says. */
    @Threat("C06")
    @Requirement("K44")
    @Test
    void aFurtherColumnIsIgnoredAndNamed() throws Exception {
        PaymentFile file = new PaymentFile(
                new ByteArrayInputStream(bytes("note,payment_id,amount,currency,,colour\nx,p-1,1.00,EUR,,red\n")),
                TODAY,
                100);

        assertThat(file.next()
                        .orElseThrow()
                        .accepted()
                        .orElseThrow()
                        .payment()
                        .money()
                        .toDecimal())
                .isEqualTo("1.00");
        assertThat(file.ignoredColumns()).containsExactly("note", "column 5", "colour");
    }

    @Requirement("K44")
    @Test
    void aCurrencyThatIsMissingIsTheDollar() throws Exception {
        assertThat(outcomes("payment_id,amount\np-1,1.00\n")).containsExactly("1:p-1 100 USD");
        assertThat(outcomes(HEADER + "p-1,1.00,\np-2,1.00,EUR\n")).containsExactly("1:p-1 100 USD", "2:p-2 100 EUR");
    }

    @Threat("C17")
    @Requirement("K44")
    @ParameterizedTest
    @ValueSource(strings = {"cvv", "Card Number", "pan", "CVC2", "note " + "4111" + "1111" + "1111" + "1111"})
    void aColumnOfCardDataIsRefused(String name) {
        assertRefused("payment_id,amount,currency," + name + "\np-1,1.00,USD,123\n", FileError.CARD_DATA_COLUMN);
    }

    @Threat("C06")
    @Test
    void aHeaderMayBeReordered() throws Exception {
        assertThat(outcomes("currency,reference,payment_id,amount\nUSD,r,p-1,1.00\n"))
                .containsExactly("1:p-1 100 USD");
    }

    @Threat("C06")
    @Test
    void aVeryLongHeaderIsRefused() {
        assertRefused("payment_id," + "x".repeat(11_000) + "\n", FileError.HEADER_TOO_LONG);
        assertRefused("payment_id" + (",amount" + "x".repeat(900)).repeat(12) + "\n", FileError.HEADER_TOO_LONG);
    }

    @Threat("C07")
    @Test
    void aRowWithTooFewOrTooManyFieldsIsRejectedAlone() throws Exception {
        assertThat(outcomes(HEADER + "p-1,1.00\np-2,1.00,USD,x\np-3,1.00,USD\n"))
                .containsExactly("1:field-count@2", "2:field-count@3", "3:p-3 100 USD");
    }

    @Threat("C08")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1,000.00\",USD | invalid-amount",
                "\"1000,00\",EUR | invalid-amount",
                "$10,USD | invalid-amount",
                "\" 10 \",USD | invalid-amount",
                "1e3,USD | invalid-amount",
                "-5,USD | invalid-amount",
                "+5,USD | invalid-amount",
                "007,USD | invalid-amount",
                "1.,USD | invalid-amount",
                ".5,USD | invalid-amount",
                "0x10,USD | invalid-amount",
                "NaN,USD | invalid-amount",
                "10.005,USD | amount-too-precise",
                "10.5,JPY | amount-too-precise",
                "0,USD | amount-not-positive",
                "0.00,USD | amount-not-positive",
                ",USD | missing-amount",
                "9999999999999,USD | amount-too-large",
                "1.00,usd | unknown-currency",
                "1.00,XAU | unknown-currency"
            })
    void anAmountThatIsNotPlainIsRejected(String cells, String reason) throws Exception {
        assertThat(outcomes(HEADER + "p-1," + cells + "\n")).containsExactly("1:" + reason + "@2");
    }

    @Threat("A08")
    @Test
    void digitsOfOtherScriptsAreNoAmount() throws Exception {
        assertThat(outcomes(HEADER + "p-1,\u0661\u0662\u0663,USD\np-2,\uFF11,USD\n"))
                .containsExactly("1:invalid-amount@2", "2:invalid-amount@3");
    }

    @Threat("C09")
    @Test
    void theFirstOfRepeatedIdsIsPostedAndTheOthersSayWhy() throws Exception {
        String file = HEADER + "p-1,1.00,USD\np-1,1.0,USD\np-1,2.00,USD\np-2,1.00,USD\n";

        assertThat(outcomes(file))
                .containsExactly("1:p-1 100 USD", "2:duplicate-ignored@3", "3:duplicate-conflict@4", "4:p-2 100 USD");
    }

    @Threat("C09")
    @Test
    void repetitionsAreFoundAmongManyIds() throws Exception {
        StringBuilder file = new StringBuilder(HEADER);
        int ids = 20_000;
        for (int i = 0; i < ids; i++) {
            file.append("p-").append(i).append(",1.00,USD\n");
        }
        for (int i = 0; i < ids; i++) {
            file.append("p-").append(i).append(i % 2 == 0 ? ",1.00,USD\n" : ",2.00,USD\n");
        }

        List<String> outcomes = outcomes(file.toString());

        assertThat(outcomes.subList(0, ids)).allMatch(outcome -> outcome.endsWith("100 USD"));
        assertThat(outcomes.stream().filter(outcome -> outcome.contains("duplicate-ignored")))
                .hasSize(ids / 2);
        assertThat(outcomes.stream().filter(outcome -> outcome.contains("duplicate-conflict")))
                .hasSize(ids / 2);
    }

    @Threat("C11")
    @Test
    void aWrongByteRejectsItsRowAlone() throws Exception {
        byte[] file =
                (HEADER + "p-1,1.00,USD\np-\u00E9,1.00,USD\np-3,1.00,USD\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(outcomes(file)).containsExactly("1:p-1 100 USD", "2:not-utf-8@3", "3:p-3 100 USD");
    }

    @Threat("C11")
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
    void anotherEncodingIsRefused(String charset) {
        byte[] file = (HEADER + "p-1,1.00,USD\n").getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> outcomes(file))
                .isInstanceOfSatisfying(
                        RefusedFileException.class, e -> assertThat(e.error()).isEqualTo(FileError.ENCODING));
    }

    @Threat("C16")
    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"\"x\"\")", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aFormulaIsStoredAsData(String cell) throws Exception {
        String file = "payment_id,amount,currency,description\np-1,1.00,USD,\"" + cell + "\"\n";

        RowOutcome.Accepted row = (RowOutcome.Accepted) rows(bytes(file)).get(0);

        assertThat(row.payment().details().get(Detail.DESCRIPTION)).contains(cell.replace("\"\"", "\""));
    }

    @Threat("C17")
    @ParameterizedTest
    @ValueSource(strings = {"payment_id", "amount", "currency", "reference", "description"})
    void aCardNumberInAnyColumnRejectsTheRow(String column) throws Exception {
        String cells = "p-1,1.00,USD,r,d";
        String row =
                switch (column) {
                    case "payment_id" -> cells.replace("p-1", CARD);
                    case "amount" -> cells.replace("1.00", CARD);
                    case "currency" -> cells.replace("USD", CARD);
                    case "reference" -> cells.replace(",r,", "," + CARD + ",");
                    default -> cells.replace(",d", ",paid with " + CARD.replaceAll("(.{4})", "$1 "));
                };

        assertThat(outcomes("payment_id,amount,currency,reference,description\n" + row + "\n"))
                .containsExactly("1:pan-not-allowed@2");
    }

    @Threat("C21")
    @Test
    void rightControlTotalsAreAccepted() throws Exception {
        assertThat(outcomes(HEADER + "p-1,1.10,USD\np-2,bad,USD\np-3,3,JPY\n#trailer,3,4.1\n"))
                .hasSize(3);
    }

    @Threat("C21")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#trailer,1,3.00",
                "#trailer,2,3.01",
                "#trailer,2,",
                "#trailer,2",
                "#trailer,2,3.00,x",
                "#trailer,-2,3.00",
                "#trailer,2,3e0",
                "#trailer,99999999999999999999,3.00"
            })
    void wrongControlTotalsRefuseTheFile(String trailer) {
        assertRefused(HEADER + "p-1,1.00,USD\np-2,2.00,USD\n" + trailer + "\n", FileError.CONTROL_TOTALS);
    }

    @Threat("C21")
    @Test
    void aSumBeyondAnyLongIsStillExact() throws Exception {
        StringBuilder file = new StringBuilder(HEADER);
        int rows = 1_000;
        for (int i = 0; i < rows; i++) {
            // Too large for a payment, so rejected; it counts in the sum all the same.
            file.append("p-").append(i).append(",9999999999999.9999,USD\n");
        }
        String sum = new java.math.BigDecimal("9999999999999.9999")
                .multiply(java.math.BigDecimal.valueOf(rows))
                .toPlainString();

        assertThat(new java.math.BigDecimal(sum).movePointRight(4))
                .isGreaterThan(java.math.BigDecimal.valueOf(Long.MAX_VALUE));
        assertThat(count(file + "#trailer," + rows + "," + sum + "\n")).isEqualTo(rows);
        assertRefused(file + "#trailer," + rows + ",1" + sum + "\n", FileError.CONTROL_TOTALS);
    }

    /** As spreadsheets end: a line that would be a payment too many. */
    @Threat("C21")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOTAL,3.10,EUR",
                "Total:,3.1,",
                "Grand Total,3.10,EUR",
                "Summe;3.10;EUR",
                "total,3.10",
                "SUB-TOTAL,3.10,EUR,",
                ",3.10,EUR,total",
                "Gesamtbetrag,3.10,EUR",
                "Total g\u00e9n\u00e9ral,3.10,EUR",
                "\u0141\u0105cznie,3.10,EUR",
                "\u0418\u0442\u043e\u0433\u043e,3.10,EUR",
                "\u5408\u8a08,3.10,EUR",
                "Total (2 payments),3.10,EUR",
                "Saldo,3.10,EUR",
                ",3.10,EUR",
                "Total: 3.10 EUR",
                "Total,EUR 3.10,",
                "Total,\"3,10\",EUR",
                "Total,3.10,EUR\nGrand total,3.10,EUR",
                "Total,3.10,EUR\n,,\n",
                "Total,3.10,EUR\n#trailer,2,3.10"
            })
    void aLineOfTotalsIsNoPayment(String total) throws Exception {
        String file = "payment_id,amount,currency,description\np-1,1.10,EUR,\np-2,2,EUR,\n" + total + "\n";

        assertThat(outcomes(total.contains(";") ? file.replace(',', ';') : file))
                .containsExactly("1:p-1 110 EUR", "2:p-2 200 EUR");
    }

    @Threat("C21")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOTAL,3.11,EUR | CONTROL_TOTALS",
                "TOTAL,,EUR | CONTROL_TOTALS",
                "TOTAL,x,EUR | CONTROL_TOTALS",
                "TOTAL,-3.10,EUR | CONTROL_TOTALS",
                "Gesamtbetrag,7.77,EUR | CONTROL_TOTALS",
                "Zwischensumme,1.10,EUR | CONTROL_TOTALS",
                "razem,7.77,EUR | CONTROL_TOTALS",
                "EOF,7.77,EUR | CONTROL_TOTALS",
                "Total,3.10,EUR!Grand total,3.11,EUR | CONTROL_TOTALS",
                "TOTAL,3.10,EUR!printed by me,, | TRAILER_NOT_LAST",
                "TOTAL,3.10,EUR!p-3,1,EUR | TRAILER_NOT_LAST"
            })
    void aLineOfTotalsThatIsWrongRefusesTheFile(String lines, FileError error) {
        assertRefused(HEADER + "p-1,1.10,EUR\np-2,2,EUR\n" + lines.replace('!', '\n') + "\n", error);
    }

    /** A spreadsheet shows what its formulas result in; one that is still there was typed by a person. */
    @Threat("C16")
    @ParameterizedTest
    @ValueSource(strings = {"=SUM(A1)", "=SUM(A)", "@SUM(A1)", "\uff1dTotal"})
    void aFormulaIsNoLineOfTotals(String id) throws Exception {
        assertThat(outcomes(HEADER + "p-1,1.10,EUR\np-2,2,EUR\n" + id + ",1.00,EUR\n"))
                .hasSize(3)
                .startsWith("1:p-1 110 EUR", "2:p-2 200 EUR");
    }

    /** In a language that we do not know it has the sum all the same: no payment, and its sender hears of it. */
    @Threat("C21")
    @Test
    void aLastRowWithTheSumOfAllOthersIsRejected() throws Exception {
        assertThat(outcomes(HEADER + "p-1,1.10,EUR\np-2,2,EUR\nYhteens,3.10,EUR\n"))
                .containsExactly("1:p-1 110 EUR", "2:p-2 200 EUR", "3:possible-total@4");
        assertThat(outcomes(HEADER + "p-1,1.10,EUR\np-2,2,EUR\np-3,3.10,EUR\n"))
                .hasSize(3)
                .last()
                .isEqualTo("3:p-3 310 EUR");
        assertThat(outcomes(HEADER + "rent,1.10,EUR\nfood,1.10,EUR\n")).last().isEqualTo("2:food 110 EUR");
    }

    /** The id is the number of rows, or another column says what the line is. */
    @Threat("C21")
    @ParameterizedTest
    @ValueSource(strings = {"2,3.10,EUR,", "3,3.10,EUR,Total", "x9,3.10,EUR,Summe der Datei"})
    void aLastRowWithTheSumAndASignOfItIsRejected(String last) throws Exception {
        assertThat(outcomes("payment_id,amount,currency,description\np-1,1.10,EUR,\np-2,2,EUR,\n" + last + "\n"))
                .last()
                .isEqualTo("3:possible-total@4");
    }

    @Threat("C21")
    @ParameterizedTest
    @ValueSource(strings = {"sum-1", "total-7", "balance-of-may-2026", "presumably", "summer-2026"})
    void anIdThatOnlyContainsSuchAWordIsThatOfAPayment(String id) throws Exception {
        assertThat(outcomes(HEADER + id + ",1.10,EUR\np-2,2,EUR\n"))
                .containsExactly("1:" + id + " 110 EUR", "2:p-2 200 EUR");
    }

    @Threat("C05")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# exported on 2026-03-01\npayment_id,amount,currency\np-1,1.00,USD\np-2,2,USD\n",
                ",,\npayment_id,amount,currency\np-1,1.00,USD\np-2,2,USD\n",
                "payment_id,amount,currency\np-1,1.00,USD\n,,\n   \np-2,2,USD\n",
                "payment_id,amount,currency\np-1,1.00,USD, \n# second half,,\np-2,2,USD\n# end of file\n",
                "payment_id;amount;currency\np-1;1.00;USD\np-2;2;USD\n;;\n;;\n",
                "sep = ;\npayment_id;amount;currency\np-1;1.00;USD\np-2;2;USD\n",
                "sep=;;;\npayment_id;amount;currency\np-1;1.00;USD\np-2;2;USD\n",
                "sep=,,,\npayment_id,amount,currency\np-1,1.00,USD\np-2,2,USD\n"
            })
    void linesThatSayNothingChangeNoRow(String file) throws Exception {
        assertThat(outcomes(file)).containsExactly("1:p-1 100 USD", "2:p-2 200 USD");
    }

    /** An order number may begin with the same sign. */
    @Threat("C05")
    @Test
    void aNumberSignBeforeAnIdIsNoComment() throws Exception {
        assertThat(outcomes(HEADER + "#1001,1.00,USD\np-2,2,USD\n")).containsExactly("1:invalid-id@2", "2:p-2 200 USD");
    }

    @Threat("C06")
    @Test
    void aRefusedHeaderNamesSeparatorAndColumns() {
        assertThatThrownBy(() -> count("ID;Amount;Currency\np-1;1;EUR\n"))
                .isInstanceOfSatisfying(RefusedFileException.class, e -> assertThat(e.detail())
                        .isEqualTo("separator \",\", columns: ID;Amount;Currency; missing: amount, payment_id"));
    }

    @Threat("C21")
    @Test
    void nothingMayFollowTheTrailer() {
        assertRefused(HEADER + "p-1,1.00,USD\n#trailer,1,1.00\np-2,1.00,USD\n", FileError.TRAILER_NOT_LAST);
    }

    @Threat({"C22", "H10"})
    @ParameterizedTest
    @CsvSource({
        "2026-03-01,p-1 100 USD",
        "2024-02-29,p-1 100 USD",
        "1999-12-31,p-1 100 USD",
        "2026-03-02,not-due-yet@2",
        "2026-02-30,invalid-value-date@2",
        "2025-02-29,invalid-value-date@2",
        "2026-3-1,invalid-value-date@2",
        "2026-03-01T02:30:00,invalid-value-date@2",
        "01.03.2026,invalid-value-date@2",
        "10000-01-01,invalid-value-date@2"
    })
    void aValueDateIsACalendarDayThatHasCome(String date, String outcome) throws Exception {
        assertThat(outcomes("payment_id,amount,currency,value_date\np-1,1.00,USD," + date + "\n"))
                .containsExactly("1:" + outcome);
    }

    @Threat("C22")
    @Test
    void datesMayStandInAnyOrder() throws Exception {
        assertThat(outcomes("payment_id,amount,currency,value_date\np-1,1,USD,2026-02-02\np-2,1,USD,2026-02-01\n"))
                .containsExactly("1:p-1 100 USD", "2:p-2 100 USD");
    }

    @Threat("C04")
    @Test
    void anUnclosedQuoteRefusesTheFileAndNamesTheLine() {
        assertThatThrownBy(() -> outcomes(bytes(HEADER + "p-1,1.00,USD\np-2,\"1.00,USD\np-3,1.00,USD\n")))
                .isInstanceOfSatisfying(RefusedFileException.class, e -> {
                    assertThat(e.error()).isEqualTo(FileError.UNCLOSED_QUOTE);
                    assertThat(e.line()).hasValue(3);
                });
    }

    private static void assertRefused(String file, FileError error) {
        assertThatThrownBy(() -> count(file))
                .isInstanceOfSatisfying(
                        RefusedFileException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> outcomes(String file) throws IOException {
        return outcomes(bytes(file));
    }

    /** Accepted rows as number:id minor-units currency, rejected ones as number:reason@line. */
    private static List<String> outcomes(byte[] file) throws IOException {
        return rows(file).stream().map(PaymentFileTest::shown).toList();
    }

    private static String shown(RowOutcome outcome) {
        if (outcome instanceof RowOutcome.Accepted accepted) {
            PaymentRow payment = accepted.payment();
            return "%d:%s %d %s"
                    .formatted(
                            accepted.row(),
                            payment.paymentId().value(),
                            payment.money().minorUnits(),
                            payment.money().currency().code());
        }
        RowOutcome.Rejected rejected = (RowOutcome.Rejected) outcome;
        return "%d:%s@%d".formatted(rejected.row(), rejected.reason(), rejected.line());
    }

    private static List<RowOutcome> rows(byte[] file) throws IOException {
        PaymentFile rows = new PaymentFile(new ByteArrayInputStream(file), TODAY, 1_000_000);
        List<RowOutcome> outcomes = new ArrayList<>();
        for (var row = rows.next(); row.isPresent(); row = rows.next()) {
            outcomes.add(row.get());
        }
        return outcomes;
    }

    private static int count(String file) throws IOException {
        return rows(bytes(file)).size();
    }
}
