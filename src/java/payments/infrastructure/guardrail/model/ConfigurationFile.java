package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files of a folder are Terraform's, in which order it reads them, and the JSON of one, with limits so that memory stays
 * bounded.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/files/override">Terraform: override files</a>
 * @see <a href="https://opentofu.org/docs/language/files/">OpenTofu: files and precedence of extensions</a>
 */
final class ConfigurationFile {
    /** A stack of 10,000 resources has about 20 MB. */
    static final long LARGEST = 64L * 1024 * 1024;

    /** What Jackson adds about itself: where the parser was, of a source that it does not name. */
    private static final String PARSERS_OWN = "(?s) ?\\(start marker at .*$|\\s+at \\[Source: .*$";

    private static final String TWICE = "Duplicate field ";
    private static final List<String> JSON_ENDINGS = List.of(".tf.json", ".tofu.json");
    private static final List<String> HCL_ENDINGS = List.of(".tf", ".tofu");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxTokenCount(3_000_000)
                            .maxStringLength((int) LARGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ConfigurationFile() {}

    /** Whether Terraform or OpenTofu reads a file of this name; neither reads what editors leave behind. */
    static boolean isOne(Path file) {
        return !isIgnored(name(file)) && (isJson(file) || isHcl(file));
    }

    /** What editors leave behind. */
    static boolean isIgnored(String name) {
        return name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"));
    }

    static boolean isJson(Path file) {
        return JSON_ENDINGS.stream().anyMatch(name(file)::endsWith);
    }

    static boolean isHcl(Path file) {
        return HCL_ENDINGS.stream().anyMatch(name(file)::endsWith);
    }

    /** Whether it changes what other files declare. */
    static boolean isOverride(Path file) {
        String base = base(name(file));
        return base.equals("override") || base.endsWith("_override");
    }

    /** The files that count: OpenTofu ignores {@code x.tf} where there is {@code x.tofu}, and the same of JSON; overrides last. */
    static List<Path> inOrder(List<Path> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add(name(file)));
        List<Path> ordered = new ArrayList<>();
        for (boolean override : new boolean[] {false, true}) {
            files.stream()
                    .filter(file -> isOverride(file) == override && !isReplaced(name(file), names))
                    .sorted()
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private static boolean isReplaced(String name, Set<String> names) {
        return (name.endsWith(".tf.json") && names.contains(base(name) + ".tofu.json"))
                || (name.endsWith(".tf") && names.contains(base(name) + ".tofu"));
    }

    private static String base(String name) {
        return name.replaceFirst("\\.(tf|tofu)(\\.json)?$", "");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * What a file declares, as Terraform JSON.
     *
     * @throws UnreadableProgramException when it is none of Terraform's languages, or too large
     */
    static JsonNode read(Path file) {
        return isHcl(file) ? HclSource.configuration(file) : json(file);
    }

    /**
     * The JSON in a file.
     *
     * @throws UnreadableProgramException when it is no JSON, or too large
     */
    static JsonNode json(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new UnreadableProgramException(
                        "%s: has %d bytes, at most %d are read; split the stack".formatted(file, size, LARGEST));
            }
            try (JsonParser parser = JSON.createParser(file.toFile())) {
                JsonNode read = JSON.readTree(parser);
                if (read == null || read.isMissingNode()) {
                    throw new UnreadableProgramException(file + ": is empty; synthesize again");
                }
                return read;
            }
        } catch (JsonProcessingException e) {
            throw refused(file, e, "synthesize again");
        } catch (IOException e) {
            throw new UnreadableProgramException(file + ": cannot be read (" + e + "); check its rights");
        }
    }

    /** Where JSON cannot be read, and how it is made again. */
    static UnreadableProgramException refused(Path file, JsonProcessingException e, String change) {
        String said = e.getOriginalMessage().replaceFirst(PARSERS_OWN, "");
        String where = "%s:%d:%d: "
                .formatted(
                        file,
                        e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                        e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
        return new UnreadableProgramException(where
                + (said.startsWith(TWICE)
                        ? "has the key " + said.substring(TWICE.length())
                                + " twice in one object, which is not read; write it once, with a list of objects as its value"
                        : "is not JSON: " + said + "; " + change));
    }
}
