package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/** One Terraform root module: what lies in one folder, and has one state. */
public final class Stack {
    private final String name;
    private final JsonNode root;
    private final @Nullable Path folder;
    private final Map<Path, JsonNode> called;
    private final Map<String, String> notRead = new ConcurrentSkipListMap<>();
    private final Module module;
    private final boolean withDoubtful;
    private final Map<String, ObjectNode> shown;
    private final OwnNames ownNames;
    private final Set<String> assumed = new ConcurrentSkipListSet<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<Module> modules = new ArrayList<>();
    private volatile boolean grown;
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Readings readings = new Readings();
    private final StackFiles files = new StackFiles();
    private @Nullable Program program;

    /**
     * A stack.
     *
     * @param called the modules on disk by their folders
     * @param withDoubtful whether it has the resources of which Terraform alone knows whether they exist
     */
    Stack(String name, JsonNode root, @Nullable Path folder, Map<Path, JsonNode> called, boolean withDoubtful) {
        this(name, root, folder, called, withDoubtful, Map.of());
    }

    /** A stack that a plan or a state shows, with the instances of its modules. Where its program lies is not known. */
    Stack(String name, ShownProgram program) {
        this(name, program.root(), null, Map.of(), true, program.modules());
    }

    private Stack(
            String name,
            JsonNode root,
            @Nullable Path folder,
            Map<Path, JsonNode> called,
            boolean withDoubtful,
            Map<String, ObjectNode> shown) {
        this.shown = shown;
        this.ownNames = new OwnNames(root.has(ShownProgram.SECTION));
        this.called = called;
        this.withDoubtful = withDoubtful;
        this.name = name;
        this.root = root;
        this.folder = folder;
        this.module = new Module(this, root, folder);
        providers.putAll(module.providers());
    }

    /** What is called and was not read, and what was given up. */
    Stream<Unread> unread() {
        Stream<Unread> modules = notRead.entrySet().stream()
                .map(call -> new Unread(
                        name,
                        call.getKey(),
                        "the module %s was not read".formatted(call.getValue()),
                        ModuleCall.isLocal(call.getValue())
                                ? "check the folder from which the module is reached by its path"
                                : "a module of this disk, named by a path that begins with ."));
        Stream<Unread> parts = Stream.concat(modules, files.unread(name));
        return grown
                ? Stream.concat(
                        parts,
                        Stream.of(new Unread(
                                name,
                                "expressions",
                                "an expression grows beyond %d values and was not computed"
                                        .formatted(Budget.MOST_VALUES),
                                "write the lists and texts that repeat one another with fewer elements")))
                : parts;
    }

    /** Whether it is a plan or a state, which shows what Terraform knows, and not what is written. */
    public boolean isShown() {
        return root.has(ShownProgram.SECTION);
    }

    /** The name: CDKTF's stack name, or the folder's. */
    public String name() {
        return name;
    }

    /** The merged JSON of the stack's files. */
    public JsonNode root() {
        return root;
    }

    /** The folder it was read from, against which its file names are meant; empty for a stack in memory. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** The program that the stack is part of. */
    public Program program() {
        if (program == null) {
            throw new IllegalStateException("the stack " + name + " is not part of a program yet");
        }
        return program;
    }

    void joins(Program whole) {
        this.program = whole;
    }

    /** Makes the instances of everything that is declared, which may need other stacks of the program. */
    void expand() {
        expand(module);
    }

    private void expand(Module one) {
        modules.add(one);
        one.declarations().forEach(declared -> declared.instances().values().forEach(instance -> {
            resources.put(instance.address(), instance);
            ownNames.add(instance);
        }));
        one.root().path("locals").fieldNames().forEachRemaining(one::local);
        one.root().path("module").fieldNames().forEachRemaining(call -> one.called(call)
                .values()
                .forEach(inner -> {
                    inner.providers().values().forEach(provider -> providers.put(provider.address(), provider));
                    expand(inner);
                }));
    }

    /** The module in a folder of this disk, where it was read. */
    Optional<JsonNode> called(Path where) {
        return Optional.ofNullable(called.get(where));
    }

    /** The folders of which files were read: its own and those of the modules. */
    Set<Path> read() {
        Set<Path> folders = new TreeSet<>(called.keySet());
        folder().ifPresent(folders::add);
        return folders;
    }

    /** An instance of a module that a plan or a state shows. */
    Optional<JsonNode> shown(String source) {
        return Optional.ofNullable(shown.get(source));
    }

    /** The resource that a literal text names by what AWS calls it; none in a program, which is not deployed yet. */
    Optional<Resource> named(String literal) {
        return ownNames.find(literal);
    }

    /** Notes a call whose module was not read. */
    void notRead(String address, String source) {
        notRead.put(address, source);
    }

    /** The root module. */
    Module module() {
        return module;
    }

    boolean hasDoubtful() {
        return withDoubtful;
    }

    /** Notes that a value was taken from the default of a variable. */
    void assumes(String variable) {
        assumed.add(variable);
    }

    /** The variables whose defaults were taken as their values. */
    Set<String> assumed() {
        return assumed;
    }

    /** Notes that an expression was given up, since it grows without end. */
    void grew() {
        grown = true;
    }

    /** Whether an expression was given up. */
    boolean hasGrown() {
        return grown;
    }

    /** All resources, data sources and ephemeral resources, in file order. */
    public Collection<Resource> resources() {
        return resources.values();
    }

    /** What was read of the stack before. */
    Readings readings() {
        return readings;
    }

    /** The files that its expressions read. */
    StackFiles files() {
        return files;
    }

    /** The resource at an address, such as {@code data.aws_caller_identity.account}. */
    public Optional<Resource> resource(String address) {
        return Optional.ofNullable(resources.get(address));
    }

    /** All provider configurations. */
    public Collection<Provider> providers() {
        return providers.values();
    }

    /**
     * Which environment the stack belongs to, as its AWS providers say by account and {@code Environment} tag; the same empty
     * text for all stacks that say nothing.
     */
    public String environment() {
        return providers.values().stream()
                .filter(provider -> provider.address().startsWith("aws"))
                .map(provider -> (provider.defaultTags().getOrDefault("Environment", "") + " " + provider.account())
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT))
                .filter(environment -> !environment.isEmpty())
                .sorted()
                .findFirst()
                .orElse("");
    }

    /**
     * Whether the stack says, by the default tag {@code account-guards: elsewhere}, that another deployment brings what an
     * account has once: its trail, recorders, public access block and logging role.
     */
    public boolean leavesTheAccountToAnother() {
        return providers.values().stream()
                .anyMatch(provider -> "elsewhere".equals(provider.defaultTags().get("account-guards")));
    }

    /** The provider configuration of an address; an undeclared one when the stack has none. */
    public Provider provider(String address) {
        return module.provider(address);
    }

    /** The names of the outputs. */
    public List<String> outputs() {
        List<String> names = new ArrayList<>();
        root.path("output").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The value of an output; absent when there is none of that name. */
    public Value output(String output) {
        return Resolver.value(this, root.path("output").path(output).path("value"));
    }

    /** Everything in the program that outputs, locals, providers and settings mention. */
    public List<Reference> references() {
        return References.ofSettings(this);
    }

    /** Whether a program has written the stack, and says so: then everything of ours in it has a name that the program knows. */
    public boolean isSynthesized() {
        return root.path("//").path("metadata").has("stackName");
    }

    /** The partners that the stack declares beside its metadata. */
    List<Partner> partners() {
        List<Partner> partners = new ArrayList<>();
        root.path("//")
                .path("partners")
                .forEach(partner -> partners.add(new Partner(
                        partner.path("form").asText(),
                        partner.path("name").asText(),
                        partner.path("reason").asText(),
                        partner.has("until")
                                ? LocalDate.parse(partner.path("until").asText())
                                : null)));
        return partners;
    }

    /** The block {@code terraform}: versions and backend. */
    public Block terraform() {
        return section("terraform");
    }

    /** A section of the merged files, such as {@code output}; an empty block where there is none. */
    public Block section(String section) {
        return new Block(this, root.path(section));
    }

    /**
     * The blocks of a section in the root module and in each module that it calls, such as {@code removed}; an empty list where
     * none has one. The modules that several calls share are listed once for each.
     */
    public List<Block> everywhere(String section) {
        return modules.stream()
                .map(one -> one.root().path(section))
                .flatMap(written -> written.isArray()
                        ? StreamSupport.stream(written.spliterator(), false)
                        : Stream.of(written).filter(JsonNode::isObject))
                .map(block -> new Block(this, block))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
