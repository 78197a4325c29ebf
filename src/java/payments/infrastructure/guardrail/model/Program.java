package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.plan.Secrets;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/** All stacks that are deployed together: only here is visible which bucket has which policy, and who reads whose output. */
public final class Program {
    private final Map<String, Stack> stacks = new LinkedHashMap<>();
    private final Map<String, List<Resource>> byType;
    private final RemoteStates remoteStates;
    private final References references;
    private final Links links = new Links(this);
    private final Map<Resource, Set<String>> identities = new ConcurrentHashMap<>();
    private final Map<String, Map<String, List<Resource>>> byEnvironment = new ConcurrentHashMap<>();
    private final Map<Object, Object> found = new ConcurrentHashMap<>();
    private final Source source;
    private final boolean withDoubtful;

    private Program(Source source, boolean withDoubtful) {
        this.source = source;
        this.withDoubtful = withDoubtful;
        source.roots()
                .forEach((name, root) -> stacks.put(
                        name, new Stack(name, root, source.folders().get(name), source.modules(), withDoubtful)));
        source.shown().forEach((name, shown) -> stacks.put(name, new Stack(name, shown)));
        stacks.values().forEach(stack -> stack.joins(this));
        this.remoteStates = new RemoteStates(stacks.values());
        stacks.values().forEach(Stack::expand);
        this.byType = stacks.values().stream()
                .flatMap(stack -> stack.resources().stream())
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED)
                .collect(Collectors.groupingBy(Resource::type, LinkedHashMap::new, Collectors.toList()));
        this.references = new References(this);
    }

    /** What a program is made of. */
    private record Source(
            Map<String, JsonNode> roots,
            Map<String, Path> folders,
            Map<Path, JsonNode> modules,
            PartnerSource partners,
            Map<String, ShownProgram> shown) {}

    /**
     * A program of stacks in memory.
     *
     * @param stacks the Terraform JSON of each stack by the stack's name
     */
    public static Program of(Map<String, JsonNode> stacks) {
        Map<String, JsonNode> roots = new LinkedHashMap<>();
        stacks.forEach((name, root) -> roots.put(name, TerraformJson.of(name, root)));
        return new Program(new Source(roots, Map.of(), Map.of(), PartnerSource.STACKS, Map.of()), true);
    }

    /**
     * Reads every stack below a folder: each folder that holds files of Terraform is one, and so is each plan or state that
     * {@code terraform show -json} has written into a folder without them. Such a file may be named itself.
     *
     * @throws UnreadableProgramException when there is nothing to read, or something is no file of Terraform
     */
    public static Program read(Path folder) {
        return read(folder, stack -> true);
    }

    /**
     * Reads some stacks below a folder, in which others may be left from earlier runs.
     *
     * @param wanted which stacks, by their names
     * @throws UnreadableProgramException when there is nothing to read, or something is no file of Terraform
     */
    public static Program read(Path folder, Predicate<String> wanted) {
        ProgramReader reader = new ProgramReader(folder, wanted);
        Map<String, JsonNode> roots = reader.stacks();
        return new Program(
                new Source(roots, reader.stackFolders(), reader.modules(), PartnerSource.STACKS, reader.shown()), true);
    }

    /** All stacks. */
    public Collection<Stack> stacks() {
        return stacks.values();
    }

    /** The stack of a name. */
    public Optional<Stack> stack(String name) {
        return Optional.ofNullable(stacks.get(name));
    }

    /** What Terraform reads and this program does not: none of it is judged. */
    public List<Unread> unread() {
        return stacks.values().stream().flatMap(Stack::unread).toList();
    }

    /** What a reader of the verdict must know: values that were taken from defaults, or for what they refer to. */
    public List<String> notices() {
        Stream<String> assumed = stacks.values().stream()
                .filter(stack -> !stack.assumed().isEmpty())
                .map(stack -> "%s was judged with the defaults of its variables %s: other values were not judged"
                        .formatted(stack.name(), String.join(", ", stack.assumed())));
        Stream<String> linked = source.shown().entrySet().stream()
                .filter(shown -> shown.getValue().links() > 0)
                .map(shown ->
                        "%s is a plan of HCL, which does not show expressions: %d values that it does not know were taken for the one thing that each refers to"
                                .formatted(shown.getKey(), shown.getValue().links()));
        return Stream.concat(assumed, linked).toList();
    }

    /** What Terraform marks as sensitive, by the name of the stack; no report shows it. */
    public Map<String, Secrets> secrets() {
        Map<String, Secrets> secrets = new LinkedHashMap<>();
        source.shown().forEach((name, shown) -> secrets.put(name, shown.secrets()));
        return secrets;
    }

    /** The resources of which Terraform alone knows whether they exist. They are judged as if they did. */
    public List<Resource> doubtful() {
        return resources().filter(Resource::isDoubtful).toList();
    }

    /** The same program without those resources. */
    public Program withoutDoubtful() {
        return new Program(source, false);
    }

    /**
     * The same program, of which these partners are known and no others: what a stack declares and they do not is not believed. Else
     * a change of a stack alone could declare a partner.
     */
    public Program knowing(List<Partner> partners) {
        return of(PartnerSource.file(partners));
    }

    /** The same program, whose stacks were just written from the deployment file, so that they declare what the file declares. */
    public Program asWritten() {
        return of(PartnerSource.THIS_RUN);
    }

    private Program of(PartnerSource partners) {
        return new Program(
                new Source(source.roots(), source.folders(), source.modules(), partners, source.shown()), withDoubtful);
    }

    /** Who else may be named. */
    public List<Partner> partners() {
        return source.partners().word() == PartnerSource.Word.FILE
                ? source.partners().given()
                : declared();
    }

    /** The partners that are believed because a stack declares them, and nothing else. */
    public List<Partner> partnersOnTheirWord() {
        return source.partners().word() == PartnerSource.Word.STACKS ? declared() : List.of();
    }

    /** The partners that a stack declares and the file that was given does not. */
    public List<Partner> partnersNotBelieved() {
        return source.partners().word() == PartnerSource.Word.FILE
                ? declared().stream()
                        .filter(declared -> source.partners().given().stream().noneMatch(declared::isSameParty))
                        .toList()
                : List.of();
    }

    private List<Partner> declared() {
        return stacks.values().stream()
                .flatMap(stack -> stack.partners().stream())
                .distinct()
                .toList();
    }

    /** All managed resources. */
    public Stream<Resource> resources() {
        return byType.values().stream().flatMap(List::stream);
    }

    /** All managed resources of a type, of all stacks. */
    public List<Resource> resources(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The types of all managed resources. */
    public Collection<String> types() {
        return byType.keySet();
    }

    /** The managed resources of a type that say exactly this text in an attribute; searched once. */
    public List<Resource> saying(String type, String attribute, String text) {
        return links.saying(type, attribute, text);
    }

    /** The managed resources of a type that a value means ({@link Value#refersTo}), wherever they stand. */
    public List<Resource> meant(String type, Value value) {
        return links.meant(type, value);
    }

    /** The managed resources of a type that are tagged with exactly this environment; searched once. */
    public List<Resource> inEnvironment(String type, String environment) {
        return byEnvironment
                .computeIfAbsent(
                        type, all -> resources(type).stream().collect(Collectors.groupingBy(Resource::environment)))
                .getOrDefault(environment, List.of());
    }

    /** The stack whose state a data source {@code terraform_remote_state} reads, if it is part of the program. */
    Optional<Stack> readBy(Resource remoteState) {
        return remoteStates.readBy(remoteState);
    }

    /** The stacks by environment: what is deployed into one account under one {@code Environment} tag. */
    public Map<String, List<Stack>> environments() {
        return stacks.values().stream()
                .collect(Collectors.groupingBy(Stack::environment, TreeMap::new, Collectors.toList()));
    }

    /**
     * Something that is found out once for all that ask, such as a policy that many rules read.
     *
     * @param key what it depends on; a record of a type that is used for nothing else
     */
    public <T> T once(Class<T> type, Object key, Supplier<T> find) {
        Object known = found.get(key);
        if (known == null) {
            known = find.get();
            found.put(key, known);
        }
        return type.cast(known);
    }

    Optional<Resource> find(Resource reader, String type, Value value) {
        return links.find(reader, type, value);
    }

    List<Resource> referrers(Resource resource, String type, String attribute) {
        return links.referrers(resource, type, attribute);
    }

    Set<String> identities(Resource resource) {
        Set<String> known = identities.get(resource);
        if (known == null) {
            known = Identity.compute(resource);
            identities.put(resource, known);
        }
        return known;
    }

    List<Reference> references(Resource resource) {
        return references.of(resource);
    }

    List<Resource> referrers(Resource resource) {
        return references.to(resource);
    }
}
