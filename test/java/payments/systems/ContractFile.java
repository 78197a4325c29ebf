package payments.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import payments.testing.Deployments;

/**
 * One file of {@code test/resources/contract}: what outsiders see of one reference system.
 *
 * @param deployment the name of its deployment
 * @param facts all that it says
 */
public record ContractFile(String deployment, Facts facts) {
    /** What says which system this is. */
    static final Set<String> HEAD = Set.of("system", "deployment", "front", "asked", "stacks");

    /** What {@code ContractSynthesisTest} compares. */
    static final Set<String> SYNTHESIZED =
            Set.of("variables", "outputs", "tables", "alarms", "tags", "callers", "names", "resources", "terraform");

    /** What {@code ContractAnswersIT} compares. */
    public static final Set<String> ANSWERED = Set.of("items", "requests", "files");

    /** What only the page says. */
    static final Set<String> DOCUMENTED = Set.of(Departures.SECTION);

    private static final Path FOLDER = Path.of("test/resources/contract");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names of all deployments that have a contract file. */
    public static List<String> names() {
        return Deployments.names(FOLDER);
    }

    /** A file by the name of its deployment; nothing of it has been asked for yet. */
    public static ContractFile of(String name) {
        try {
            return of(name, Files.readString(FOLDER.resolve(name + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a text. */
    static ContractFile of(String name, String text) {
        JsonNode node = tree(text);
        Facts facts = new Facts(name, node);
        HEAD.forEach(facts::has);
        return new ContractFile(facts.text("deployment", name), facts);
    }

    /** A YAML text as a tree; a date in it stays the text that it is. */
    static JsonNode tree(String yaml) {
        String quoted = yaml.replaceAll("(: )(\\d{4}-\\d\\d-\\d\\d)\\b", "$1'$2'");
        return JSON.valueToTree(new Yaml().<Object>load(quoted));
    }

    /** Sections that no test compares. */
    Set<String> unknownSections() {
        Set<String> unknown = new TreeSet<>();
        facts.node().fieldNames().forEachRemaining(unknown::add);
        Stream.of(HEAD, SYNTHESIZED, ANSWERED, DOCUMENTED).forEach(unknown::removeAll);
        return unknown;
    }

    /** The name of a stack by the name that the file gives it. */
    public String stack(String alias) {
        JsonNode name = facts.node().path("stacks").path(alias);
        if (name.isMissingNode()) {
            throw new AssertionError("%s has no stack '%s' under 'stacks'".formatted(deployment, alias));
        }
        return name.asText();
    }

    /** Keys of some sections that nothing asked for. */
    public List<String> unread(Set<String> sections) {
        sections.forEach(facts::has);
        return facts.unread().stream()
                .filter(place -> sections.stream().anyMatch(section -> place.startsWith(facts.place() + "." + section)))
                .toList();
    }
}
