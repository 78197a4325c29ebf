package payments.service.batch.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import payments.Threat;

/**
 * Random files against FastCSV, a parser of other hands. A failure names the seed that made the file.
 */
class CsvFuzzTest {
    private static final int FILES = 20_000;
    private static final CsvLimits LIMITS = new CsvLimits(4096, 4096);

    /** The characters that matter to a parser, and a few of each length in UTF-8. */
    private static final String ALPHABET = "ab,\",\"\n\r\t ;'\u00E9\u65E5\uD83D\uDE00";

    @Threat("C04")
    @Test
    void wellFormedFilesReadAsTheReferenceReadsThem() throws Exception {
        for (long seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            List<List<String>> written = records(random);
            String file = file(written, random);

            List<CsvRecord> ours = ours(file);

            assertThat(ours.stream().map(CsvRecord::error))
                    .as("seed %d: %s", seed, file)
                    .allMatch(Optional::isEmpty);
            List<List<String>> fields = ours.stream().map(CsvRecord::fields).toList();
            assertThat(fields).as("seed %d: what was written", seed).isEqualTo(written);
            assertThat(fields).as("seed %d: the reference", seed).isEqualTo(reference(file));
        }
    }

    /** Any characters at all: where we accept the whole file, the reference reads the same out of it. */
    @Threat("C04")
    @Test
    void arbitraryFilesReadAsTheReferenceReadsThemOrAreRefused() throws Exception {
        int accepted = 0;
        for (long seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            String file = text(random, 24);
            Optional<List<List<String>>> ours = accepted(file);
            if (ours.isPresent()) {
                accepted++;
                assertThat(ours.get()).as("seed %d: %s", seed, file).isEqualTo(reference(file));
            }
        }
        assertThat(accepted).as("files that both could compare").isGreaterThan(FILES / 10);
    }

    /** What the reference refuses, we refuse too. */
    @Threat("C04")
    @Test
    void whatTheReferenceRefusesIsRefused() throws Exception {
        int refused = 0;
        for (long seed = 0; seed < FILES; seed++) {
            String file = text(new Random(seed), 24);
            try {
                reference(file);
            } catch (CsvParseException e) {
                refused++;
                assertThat(accepted(file)).as("seed %d: %s", seed, file).isEmpty();
            }
        }
        assertThat(refused).as("files that the reference refused").isGreaterThan(FILES / 10);
    }

    private static Optional<List<List<String>>> accepted(String file) throws IOException {
        try {
            List<CsvRecord> records = ours(file);
            return records.stream().allMatch(record -> record.error().isEmpty())
                    ? Optional.of(records.stream().map(CsvRecord::fields).toList())
                    : Optional.empty();
        } catch (UnclosedQuoteException e) {
            return Optional.empty();
        }
    }

    private static List<List<String>> records(Random random) {
        List<List<String>> records = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<String> fields = new ArrayList<>();
            fields.add("x" + text(random, 6));
            for (int j = random.nextInt(4); j > 0; j--) {
                fields.add(text(random, 6));
            }
            records.add(fields);
        }
        return records;
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        int[] characters = ALPHABET.codePoints().toArray();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static String file(List<List<String>> records, Random random) {
        StringBuilder file = new StringBuilder();
        for (List<String> fields : records) {
            List<String> cells =
                    fields.stream().map(field -> cell(field, random)).toList();
            file.append(String.join(",", cells))
                    .append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
        }
        return file.toString();
    }

    private static String cell(String field, Random random) {
        boolean mustQuote = field.matches("(?s).*[\",\r\n].*");
        return mustQuote || random.nextBoolean() ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    private static List<CsvRecord> ours(String file) throws IOException, UnclosedQuoteException {
        CsvReader reader = new CsvReader(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), LIMITS);
        List<CsvRecord> records = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    private static List<List<String>> reference(String file) {
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(file)
                .stream()
                .map(de.siegmar.fastcsv.reader.CsvRecord::getFields)
                .toList();
    }
}
