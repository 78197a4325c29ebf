package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a document sets in code is there: files and folders, classes and tests, settings, outputs, environment variables. Names
 * that AWS, Terraform or another tool gave stand in {@code words-of-others.txt}.
 */
class DocumentedNamesTest {
    private static final Path OTHERS = Snippet.FOLDER.resolve("words-of-others.txt");
    private static final SourceWords SOURCE = new SourceWords();

    /** With a bend in it, so that it is a name and no word: camelCase, CamelCase, snake_case, UPPER_CASE. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[a-z0-9][A-Z]|_)[A-Za-z0-9_]*");

    private static final Pattern FILE =
            Pattern.compile("[\\w.-]+\\.(md|java|yaml|yml|json|js|mjs|txt|html|sarif|jar|xml|tfstate|bin)");

    private static final Pattern SETTING = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)+|[a-z]\\w*(\\.[a-z]\\w*)*: .+");

    /** Host names, Java packages and the like look the same. */
    private static final Pattern OTHER = Pattern.compile(
            "(payments|java|javax|com|io|org|software|aws|states|s3|kms|dynamodb|api\\.example)\\..*|.*\\.(com|out|md|json|yaml|js|java|yml)");

    /** Every key of the reference, those of the environments' settings too. */
    private static final Set<String> KEYS = Document.read(Path.of("main", "docs", "configuration.md")).code().stream()
            .map(Document.Place::text)
            .collect(Collectors.toCollection(TreeSet::new));

    /** Paths of the repository begin with one of its folders. */
    private static final Pattern PATH = Pattern.compile("(\\.ci|\\.github|main|src|lambda-handler|test)/[\\w./*<>-]*");

    @Test
    void everyNameExists() throws IOException {
        Set<String> others = others();
        Set<String> used = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        int names = 0;
        for (Document document : Document.all()) {
            for (Document.Place code : document.code()) {
                for (String name : names(code.text())) {
                    names++;
                    if (SOURCE.contains(name)) {
                        continue;
                    }
                    if (others.contains(name)) {
                        used.add(name);
                    } else {
                        faults.add("%s:%d: `%s`: nothing in the repository has the name '%s'"
                                .formatted(document.path(), code.line(), code.text(), name));
                    }
                }
            }
        }

        assertThat(names).as("names found").isGreaterThan(200);
        assertThat(faults)
                .as("names that neither the repository nor %s knows", OTHERS)
                .isEmpty();
        assertThat(used).as("%s: names that no document uses are to go", OTHERS).isEqualTo(others);
    }

    @Test
    void everyFileAndFolderExists() {
        List<String> faults = new ArrayList<>();
        int paths = 0;
        for (Document document : Document.all()) {
            for (Document.Place code : document.code()) {
                if (CommandCheck.isCommand(code.text())) {
                    continue;
                }
                paths++;
                String text = code.text();
                boolean there = PATH.matcher(text).matches()
                        ? pathExists(text)
                        : !FILE.matcher(text).matches() || fileExists(document, text);
                if (!there) {
                    faults.add("%s:%d: there is no `%s`".formatted(document.path(), code.line(), text));
                }
            }
        }

        assertThat(paths).isGreaterThan(100);
        assertThat(faults).isEmpty();
    }

    /** A setting is named by the end of its key, as in the reference, with or without a value behind it. */
    @Test
    void everySettingExists() {
        List<String> faults = new ArrayList<>();
        int settings = 0;
        for (Document document : Document.all()) {
            for (Document.Place code : document.code()) {
                if (SETTING.matcher(code.text()).matches()
                        && !OTHER.matcher(code.text()).matches()) {
                    settings++;
                    if (!isSetting(code.text())) {
                        faults.add("%s:%d: no setting is called `%s`"
                                .formatted(document.path(), code.line(), code.text()));
                    }
                }
            }
        }

        assertThat(settings).as("settings found").isGreaterThan(100);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsMissingIsFound() {
        assertThat(isSetting("api.throttleRate")).isTrue();
        assertThat(isSetting("api.throttleSpeed")).isFalse();
        assertThat(isSetting("databaseCopy: backups")).isTrue();
        assertThat(isSetting("databaseCopies: backups")).isFalse();
        assertThat(names("`noSuch.settingHere`")).containsExactly("noSuch", "settingHere");
        assertThat(pathExists("main/docs/nowhere.md")).isFalse();
        assertThat(pathExists("main/deployments/*.yaml")).isTrue();
        assertThat(pathExists("test/target/requirements.md"))
                .as("a build writes it")
                .isTrue();
    }

    private static boolean isSetting(String code) {
        String key = code.replaceFirst(": .*", "");
        return KEYS.stream().anyMatch(known -> ("." + known + ".").contains("." + key + "."));
    }

    private static List<String> names(String code) {
        return NAME.matcher(code).results().map(MatchResult::group).toList();
    }

    /** What a build makes is not there before it. */
    private static boolean pathExists(String path) {
        if (path.contains("target/") || path.endsWith("target") || path.contains("node_modules")) {
            return true;
        }
        int open = path.replace('*', '<').indexOf('<');
        String known = open < 0 ? path : path.substring(0, path.lastIndexOf('/', open) + 1);
        return Files.exists(Path.of(known));
    }

    private static boolean fileExists(Document document, String name) {
        return SOURCE.hasFile(name)
                || SOURCE.containsText(name)
                || Files.exists(Path.of(name))
                || Files.exists(document.path().resolveSibling(name));
    }

    private static Set<String> others() throws IOException {
        try (Stream<String> lines = Files.lines(OTHERS)) {
            return new TreeSet<>(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s", 2)[0])
                    .toList());
        }
    }
}
