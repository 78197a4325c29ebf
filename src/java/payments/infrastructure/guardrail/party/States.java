package payments.infrastructure.guardrail.party;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Text;
import payments.infrastructure.guardrail.model.Value;

/**
 * In whose stores the states of Terraform lie: where a stack writes its own, and where it reads another one's. A state holds whatever
 * the program knows, and who can write it decides what Terraform does next.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/backend">Terraform: backends</a>
 */
final class States {
    /** By the kind of a backend: the argument that says whose the store is. */
    private static final Map<String, String> OWNERS = Map.of(
            "s3", "bucket",
            "gcs", "bucket",
            "oss", "bucket",
            "cos", "bucket",
            "azurerm", "storage_account_name",
            "cloud", "organization",
            "http", "address",
            "pg", "conn_str",
            "consul", "address",
            "kubernetes", "host");

    private static final String REMOTE_STATE = "terraform_remote_state";

    /** So many stacks that agree say where the states of a program are. */
    private static final int MOST = 2;

    private final boolean declared;
    private final Set<String> ours;

    States(Program program) {
        this.declared =
                program.partners().stream().anyMatch(partner -> partner.form().equals(Form.STATE.word()));
        List<String> written = program.stacks().stream()
                .flatMap(stack -> of(stack).stream())
                .map(mention -> mention.party().name())
                .toList();
        this.ours = agreed(written);
    }

    /** Where all but one stack agree, the one that differs is not ours; where several differ, all may be. */
    private static Set<String> agreed(Collection<String> places) {
        Map<String, Long> counts =
                places.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        boolean oneDiffers = counts.size() == 2
                && counts.containsValue(1L)
                && counts.values().stream().anyMatch(count -> count >= MOST);
        return counts.entrySet().stream()
                .filter(count -> !oneDiffers || count.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether the stacks themselves say that a place is ours; where a deployment declares its places, they do not. */
    boolean isOurs(String place) {
        return !declared && ours.contains(place);
    }

    /** Whether it is known from the deployment where states are. */
    boolean areDeclared() {
        return declared;
    }

    /** Where a stack writes its state; empty where that is given on the command line. */
    static Optional<Mention> of(Stack stack) {
        Block terraform = stack.terraform();
        Stream<Optional<Mention>> backends = Stream.concat(
                OWNERS.keySet().stream().sorted().map(kind -> mention(kind, terraform, "backend." + kind)),
                Stream.of(
                        mention("cloud", terraform, "backend.remote"),
                        mention("cloud", terraform, "cloud"),
                        terraform.blocks("backend.local").isEmpty()
                                ? Optional.<Mention>empty()
                                : Optional.of(local("backend.local"))));
        return backends.flatMap(Optional::stream).findFirst();
    }

    /** Where a data source reads a state. */
    static Optional<Mention> readBy(Resource data) {
        String kind = data.attribute("backend").text();
        return !data.type().equals(REMOTE_STATE)
                ? Optional.empty()
                : kind.equals("local")
                        ? Optional.of(local("config"))
                        : mention(kind.equals("remote") ? "cloud" : kind, data, "config");
    }

    private static Mention local(String path) {
        return new Mention(new Party(Form.STATE, "local"), new Text(List.of(path.split("\\.")), "local", false));
    }

    private static Optional<Mention> mention(String kind, Block holder, String path) {
        String argument = OWNERS.getOrDefault(kind, "");
        String hostname = said(holder, path + ".hostname").orElse("");
        return said(holder, path + "." + argument)
                .filter(owner -> !owner.contains("${"))
                .map(owner -> new Mention(
                        new Party(Form.STATE, StatePlaces.named(kind, owner, hostname)),
                        new Text(List.of((path + "." + argument).split("\\.")), owner, false)));
    }

    private static Optional<String> said(Block holder, String path) {
        return holder.attributes(path).stream()
                .filter(Value::isPresent)
                .map(Value::text)
                .findFirst();
    }

    /** The buckets that a deployment declares for its states. */
    static Set<String> buckets(Collection<Partner> partners) {
        return partners.stream()
                .filter(partner -> partner.form().equals(Form.STATE.word()))
                .map(Partner::name)
                .filter(name -> name.startsWith("s3 "))
                .map(name -> name.substring("s3 ".length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
