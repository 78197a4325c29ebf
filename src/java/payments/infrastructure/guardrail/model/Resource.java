package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A resource, data source or ephemeral resource of a stack. Two are equal when they are the same one. */
public final class Resource extends Block {
    /** What a block of the program declares. */
    public enum Kind {
        /** Something that Terraform creates. */
        MANAGED("resource", ""),
        /** Something that Terraform reads. */
        DATA("data", "data."),
        /** Something that Terraform reads and forgets. */
        EPHEMERAL("ephemeral", "ephemeral.");

        private final String section;
        private final String prefix;

        Kind(String section, String prefix) {
            this.section = section;
            this.prefix = prefix;
        }

        String section() {
            return section;
        }

        String prefix() {
            return prefix;
        }
    }

    private final Module module;
    private final Declaration declared;
    private final String address;
    private final boolean doubtful;
    private @Nullable Map<String, String> tags;
    private @Nullable String region;

    /**
     * An instance of what is declared.
     *
     * @param key what distinguishes it from the others of one declaration, in brackets; empty for the only one
     * @param doubtful whether Terraform alone knows that there is one
     */
    Resource(Module module, Declaration declared, String key, JsonNode body, boolean doubtful) {
        super(module.stack(), body);
        this.module = module;
        this.declared = declared;
        this.address = module.prefix() + declared.address() + key;
        this.doubtful = doubtful;
    }

    /** The module that declares it. */
    Module module() {
        return module;
    }

    /** Whether Terraform alone knows that there is one, since what repeats it is known only to Terraform. */
    public boolean isDoubtful() {
        return doubtful;
    }

    /** Whether it is created, read, or ephemeral. */
    public Kind kind() {
        return declared.kind();
    }

    /** The type, such as {@code aws_kms_key}. */
    public String type() {
        return declared.type();
    }

    /** The name inside its type: Terraform's, not AWS's. */
    public String name() {
        return declared.name();
    }

    /** The address inside its stack, such as {@code aws_kms_key.documents}. */
    public String address() {
        return address;
    }

    /** The path of its construct, such as {@code prod-us-east-1/keys/documents}; without one, stack and address. */
    public String path() {
        String path = body().path("//").path("metadata").path("path").asText("");
        if (path.isEmpty()) {
            return stack().name() + "/" + address();
        }
        return path.endsWith("/Resource") ? path.substring(0, path.length() - "/Resource".length()) : path;
    }

    /** The provider configuration it uses. */
    public Provider provider() {
        return module.provider(Module.bare(body().path("provider").asText("aws")));
    }

    /** The AWS region it lives in: its own argument, or its provider's; empty when that is not known. */
    public String region() {
        String known = region;
        if (known == null) {
            known = readRegion();
            region = known;
        }
        return known;
    }

    private String readRegion() {
        Value own = attribute("region");
        if (own.isUnknown()) {
            return "";
        }
        return own.isKnown() ? own.text() : provider().region();
    }

    /** The account it lives in: its number, where it is known, else the one open text that means "our account". */
    public String account() {
        return Identity.account(provider());
    }

    /** The ARN that it will have, by AWS's pattern; parts that only AWS knows stay open. */
    public String arn() {
        return Identity.arn(this);
    }

    /** What AWS has called it already, where a state or a plan says so; empty in a program. */
    List<String> givenByAws() {
        return stack().isShown()
                ? Stream.of("arn", "id", "key_id")
                        .map(name -> body().path(name).asText())
                        .filter(given -> !given.isEmpty() && !given.contains(Value.OPEN))
                        .toList()
                : List.of();
    }

    /** The tags that it will have: the provider's default tags, then its own. */
    public Map<String, String> tags() {
        Map<String, String> known = tags;
        if (known == null) {
            known = Collections.unmodifiableMap(readTags());
            tags = known;
        }
        return known;
    }

    private Map<String, String> readTags() {
        Map<String, String> read = new TreeMap<>(provider().defaultTags());
        attribute("tags")
                .json()
                .properties()
                .forEach(tag -> read.put(tag.getKey(), tag.getValue().asText()));
        return read;
    }

    /** Every resource of this type, this one included, that says the same text in an attribute. */
    public List<Resource> alike(String attribute) {
        return stack().program().saying(type(), attribute, attribute(attribute).text());
    }

    /** The environment it is tagged with; empty without such a tag. */
    public String environment() {
        return tags().getOrDefault("Environment", "");
    }

    /** Whether Terraform makes the other one first: by references and {@code depends_on}, over any number of steps. */
    public boolean isMadeAfter(Resource other) {
        Set<Resource> seen = new HashSet<>();
        Deque<Resource> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            for (Reference reference : open.pop().references()) {
                Resource earlier = reference.target().orElse(this);
                if (earlier.equals(other)) {
                    return true;
                }
                if (seen.add(earlier)) {
                    open.push(earlier);
                }
            }
        }
        return false;
    }

    /** Whether it is judged as production: by what its data is, never by the name of the environment. */
    public boolean isProduction() {
        return Classification.of(tags()).isProduction();
    }

    /** Whether cardholder data may be near: everything that is not tagged {@code pci-scope: out} (PCI DSS 12.5.2). */
    public boolean isInScope() {
        return Classification.of(tags()).isInScope();
    }

    /** Whether it is part of the cardholder data environment: everything that is not tagged {@code connected} or {@code out}. */
    public boolean isCardholderData() {
        return Classification.of(tags()).isCardholderData();
    }

    /** What it must be created after, as written in {@code depends_on}. */
    public List<Resource> dependsOn() {
        return attribute("depends_on")
                .texts()
                .flatMap(written -> module.declaration(written).stream())
                .flatMap(other -> other.instances().values().stream())
                .toList();
    }

    /** Everything in the program that this mentions, in any attribute and in {@code depends_on}. */
    public List<Reference> references() {
        return stack().program().references(this);
    }

    /** Everything in the program that mentions this. */
    public List<Resource> referrers() {
        return stack().program().referrers(this);
    }

    /**
     * The resources of a type of which an attribute means this one, by reference, ARN, or name. A mere name means the resource
     * beside it ({@link #isBeside}), since every region and environment may use that name.
     *
     * @param referringAttribute names joined by dots; every level may occur several times
     */
    public List<Resource> referrers(String referringType, String referringAttribute) {
        return stack().program().referrers(this, referringType, referringAttribute);
    }

    /**
     * The resource of a type that an attribute of this one means, by reference, ARN, or the name of something beside it.
     *
     * @param attribute names joined by dots; the path must lead to one value
     */
    public Optional<Resource> follow(String attribute, String wantedType) {
        return find(wantedType, attribute(attribute));
    }

    /** The resource of a type that a value, read in this resource, means. */
    public Optional<Resource> find(String wantedType, Value value) {
        return stack().program().find(this, wantedType, value);
    }

    /** The resource of a type that a text, as this one might write it, means: an ARN, or the name of something beside it. */
    public Optional<Resource> find(String wantedType, String text) {
        return find(wantedType, Value.of(TextNode.valueOf(text)));
    }

    /**
     * Whether a name that the other one uses may mean this: one account, one environment, and for what lives in a region one
     * region.
     */
    public boolean isBeside(Resource other) {
        return same(provider().account(), other.provider().account())
                && same(environment(), other.environment())
                && (!Identity.isRegional(type()) || same(region(), other.region()));
    }

    private static boolean same(String mine, String theirs) {
        return mine.isEmpty() || theirs.isEmpty() || mine.equalsIgnoreCase(theirs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource that
                && stack().equals(that.stack())
                && address().equals(that.address());
    }

    @Override
    public int hashCode() {
        return address().hashCode();
    }

    @Override
    public String toString() {
        return path() + " (" + address() + ")";
    }
}
