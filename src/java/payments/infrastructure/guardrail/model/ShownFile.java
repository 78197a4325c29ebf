package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/** A file that {@code terraform show -json} may have written, with limits so that memory stays bounded. */
final class ShownFile {
    /** A plan of 40,000 resources has about 90 MB: it says three times what it plans. */
    private static final long LARGEST = 256L * 1024 * 1024;

    /** Terraform writes the version first. */
    private static final int START = 4096;

    private static final String VERSION = "\"format_version\"";

    /** What is said a second time, or is not judged: it costs memory only. */
    private static final Set<String> LEFT_OUT =
            Set.of("before", "before_sensitive", "output_changes", "relevant_attributes", "resource_drift", "checks");

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxTokenCount(40_000_000)
                    .maxStringLength((int) ConfigurationFile.LARGEST)
                    .build())
            .build());

    private ShownFile() {}

    /** Whether a file beside no program is one, by its name and its first bytes. */
    static boolean isLikely(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".json") || name.startsWith(".") || !Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            String start = new String(bytes.readNBytes(START), StandardCharsets.UTF_8);
            // In a file of a program the word may stand anywhere.
            return ConfigurationFile.isOne(file)
                    ? start.replaceAll("\\s+", "").startsWith("{" + VERSION)
                    : start.contains(VERSION);
        } catch (IOException e) {
            throw new UnreadableProgramException(file + ": cannot be read (" + e + "); check its rights");
        }
    }

    /**
     * The plan or the state in a file.
     *
     * @throws UnreadableProgramException when there is none in it
     */
    static ShownProgram read(Path file) {
        JsonNode json = json(file);
        if (!ShownProgram.isClaimedBy(json)) {
            throw new UnreadableProgramException(
                    file
                            + ": is no plan and no state; name the folder of a program, or a file that terraform show -json PLANFILE has written");
        }
        try {
            return ShownProgram.of(json);
        } catch (IllegalArgumentException e) {
            throw new UnreadableProgramException(file + ": " + e.getMessage());
        }
    }

    private static JsonNode json(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new UnreadableProgramException(
                        "%s: has %d bytes, at most %d are read; plan fewer resources in one state, or name the folder of the program itself"
                                .formatted(file, size, LARGEST));
            }
            try (JsonParser whole = JSON.createParser(file.toFile());
                    JsonParser parser =
                            new FilteringParserDelegate(whole, new Judged(), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
                JsonNode read = JSON.readTree(parser);
                if (read == null || !read.isObject()) {
                    throw new UnreadableProgramException(
                            file + ": holds no JSON object; write it by terraform show -json PLANFILE");
                }
                return read;
            }
        } catch (JsonProcessingException e) {
            throw ConfigurationFile.refused(file, e, "write it again by terraform show -json PLANFILE");
        } catch (IOException e) {
            throw new UnreadableProgramException(file + ": cannot be read (" + e + "); check its rights");
        }
    }

    /** Leaves out what is not judged, down to the changes of resources; values may have members of any name. */
    private static final class Judged extends TokenFilter {
        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            if (LEFT_OUT.contains(name)) {
                return null;
            }
            return name.equals("resource_changes") || name.equals("change") ? this : INCLUDE_ALL;
        }

        @Override
        public TokenFilter includeElement(int index) {
            return this;
        }

        @Override
        public boolean _includeScalar() {
            return true;
        }
    }
}
