package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.Catalogue;
import payments.testing.Deployments;

/** The documents point at things that exist, and name one version of each tool. */
class DocumentsTest {
    /** In figures; in words only of guardrails, since a firewall and a schedule have rules too. */
    private static final Pattern COUNT_OF_RULES = Pattern.compile(
            "(?i)\\b([0-9]+) (?:new )?rules\\b|\\b(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:new )?guardrails\\b");

    private static final Pattern PINNED = Pattern.compile("(?<![\\w-])(cdktf-cli|cdktn-cli|node)@([0-9][0-9.]*[0-9])");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        List<Document> documents = new ArrayList<>(Document.all());
        documents.add(Document.read(Path.of("CHANGELOG.md")));
        for (Document document : documents) {
            for (Document.Place link : document.links()) {
                if (!link.text().contains("://")) {
                    links++;
                    fault(document, link.text())
                            .forEach(fault -> broken.add(
                                    "%s:%d: %s %s".formatted(document.path(), link.line(), link.text(), fault)));
                }
            }
        }

        assertThat(links).as("links found").isGreaterThan(60);
        assertThat(broken).isEmpty();
    }

    @Test
    void aCountOfRulesIsFoundHoweverItIsWritten() {
        assertThat(List.of("169 rules", "[169 rules](x)", "146 guardrails", "Eight guardrails"))
                .allMatch(text -> COUNT_OF_RULES.matcher(text).find());
        assertThat(List.of("the rules", "5 elastic IPs", "rules of 2026"))
                .noneMatch(text -> COUNT_OF_RULES.matcher(text).find());
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() {
        Document document = Document.of(Path.of("README.md"), "# One\n\n## Two and `three`\n");

        assertThat(fault(document, "#two-and-three")).isEmpty();
        assertThat(fault(document, "#four")).hasSize(1);
        assertThat(fault(document, "nowhere.md")).hasSize(1);
        assertThat(fault(document, "CONTRIBUTING.md#add-a-test")).isEmpty();
        assertThat(fault(document, "CONTRIBUTING.md#add-a-wing")).hasSize(1);
    }

    @Test
    void everyPlaceNamesTheSameVersionOfATool() throws IOException {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (Path place : places()) {
            PINNED.matcher(Files.readString(place)).results().forEach(tool -> versions.computeIfAbsent(
                            tool.group(1), name -> new TreeSet<>())
                    .add(tool.group(2)));
        }

        assertThat(versions).containsKeys("cdktf-cli", "cdktn-cli");
        assertThat(versions.values()).as("%s", versions).allMatch(named -> named.size() == 1);
    }

    /** A count in a sentence is wrong as soon as somebody adds one. */
    @Test
    void everyCountIsTheCountOfWhatThereIs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (Path path : Stream.concat(
                        Stream.of(Path.of("CHANGELOG.md")),
                        Document.all().stream().map(Document::path))
                .toList()) {
            assertThat(COUNT_OF_RULES.matcher(Files.readString(path)).results())
                    .as("rules counted in %s", path)
                    .allMatch(count -> String.valueOf(Catalogue.rules().size()).equals(count.group(1)));
        }
        assertThat(Deployments.names()).allSatisfy(name -> assertThat(readme)
                .contains("| [`%s`](main/docs/deployments/%s.md) |".formatted(name, name)));
        assertThat(readme.lines().filter(line -> line.contains("](main/docs/deployments/") && line.startsWith("|")))
                .as("one line for each")
                .hasSameSizeAs(Deployments.names());
    }

    private static List<String> fault(Document from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? from.path()
                : Objects.requireNonNullElse(from.path().getParent(), Path.of(""))
                        .resolve(parts[0])
                        .normalize();
        if (!Files.exists(target)) {
            return List.of("leads nowhere");
        }
        if (parts.length == 1) {
            return List.of();
        }
        List<String> anchors =
                parts[0].isEmpty() ? from.anchors() : Document.read(target).anchors();
        return anchors.contains(parts[1]) ? List.of() : List.of("leads to no heading; there are " + anchors);
    }

    /** Documents, scripts, workflows, and what the program and its tests say and call. */
    private static List<Path> places() throws IOException {
        List<Path> places =
                new ArrayList<>(Document.all().stream().map(Document::path).toList());
        for (Path folder : List.of(Path.of(".ci"), Path.of(".github"), Path.of("main/java"), Path.of("test/java"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith(Path.of("test/java/payments/documentation")))
                        .forEach(places::add);
            }
        }
        return places;
    }
}
