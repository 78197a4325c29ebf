package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.account.Questions;
import payments.emulator.refusal.Refusals;
import payments.infrastructure.guardrail.Catalogue;

/** The list of what only an account can show is the list that {@code payments verify-account} asks, shortest first. */
class AwsDocumentTest {
    private static final List<String> TIMES = List.of("seconds", "minutes", "hours", "a day", "14 days", "a month");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("main/docs/aws.md"));
    }

    @Test
    void theListIsWhatTheCommandAsks() {
        assertThat(lines("### In seconds", "### In minutes"))
                .containsExactlyElementsOf(Questions.beforeDeployment().names());
        assertThat(lines("### In minutes", "### Later"))
                .containsExactlyElementsOf(Questions.whenDeployed().names());
    }

    @Test
    void whatIsKnownSoonerStandsFirst() {
        List<String> times = firstCells(section("### Later", "## What was refused"));

        assertThat(times).isNotEmpty().allMatch(TIMES::contains);
        assertThat(times.stream().map(TIMES::indexOf)).isSorted();
    }

    @Test
    void whatFindsAFaultNowIsThere() {
        Set<String> known = Stream.concat(
                        Catalogue.rules().stream().map(rule -> rule.definition().id()),
                        Refusals.sources().stream().map(source -> source.split(" ", 2)[0]))
                .collect(Collectors.toSet());
        List<String> named = section("## What was refused by nothing", "## Known from documents")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                .flatMap(line -> CODE.matcher(line).results().map(code -> code.group(1)))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(known).containsAll(named);
        assertThat(named)
                .as("each refusal of the proxy finds something")
                .containsAll(Refusals.sources().stream()
                        .map(source -> source.split(" ", 2)[0])
                        .toList());
    }

    @Test
    void whatIsKnownFromDocumentsNamesTheDocument() {
        assertThat(section("## Known from documents", "\u0000").lines().filter(line -> line.startsWith("| ")))
                .hasSizeGreaterThan(3)
                .filteredOn(line -> !line.startsWith("| what |"))
                .allMatch(line -> line.contains("](https://docs.aws.amazon.com/"));
    }

    private List<String> lines(String from, String to) {
        return firstCells(section(from, to)).stream()
                .map(cell -> cell.replace("`", ""))
                .toList();
    }

    private String section(String from, String to) {
        int start = page.indexOf(from);
        int end = page.indexOf(to, start);
        assertThat(start).as("%s in aws.md", from).isNotNegative();
        return page.substring(start, end < 0 ? page.length() : end);
    }

    /** The first cell of each row below the table's head. */
    private static List<String> firstCells(String section) {
        List<String> rows = section.lines().filter(line -> line.startsWith("|")).toList();
        return rows.subList(2, rows.size()).stream()
                .map(row -> row.split(Pattern.quote("|"), -1)[1].strip())
                .toList();
    }
}
