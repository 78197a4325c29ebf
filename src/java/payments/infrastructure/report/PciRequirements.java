package payments.infrastructure.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The requirements of PCI DSS v4.0.1 that the report speaks of, in our own words: which configuration can support, which AWS
 * answers for, and which people must do.
 *
 * @param standard the standard's name
 * @param note how far these words go
 * @param configuration requirement and summary, for what the program can show
 * @param inherited what AWS answers for
 * @param manual what no configuration shows
 */
record PciRequirements(
        String standard,
        String note,
        Map<String, String> configuration,
        Map<String, String> inherited,
        Map<String, String> manual) {
    private static final PciRequirements LOADED = read();

    static PciRequirements load() {
        return LOADED;
    }

    private static PciRequirements read() {
        try (InputStream file = Objects.requireNonNull(
                PciRequirements.class.getResourceAsStream("pci-dss-4.0.1.json"), "the requirements are in the jar")) {
            JsonNode root = new ObjectMapper().readTree(file);
            return new PciRequirements(
                    root.path("standard").asText(),
                    root.path("note").asText(),
                    texts(root.path("configuration")),
                    texts(root.path("inherited")),
                    texts(root.path("manual")));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of requirements in the jar is broken", e);
        }
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
