package payments.infrastructure.guardrail.party;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Text;
import payments.infrastructure.guardrail.model.Texts;

/**
 * Everybody whom a program names, and who of them is somebody else: neither ours nor AWS nor a declared partner. All texts are read
 * once.
 */
public final class Parties {
    /** Numbers that documents use for any account. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "000000000000",
            "012345678901",
            "111111111111",
            "111122223333",
            "123456789012",
            "444455556666",
            "777788889999");

    private final Program program;
    private final Own own;
    private final Map<Block, List<Mention>> strangers = new HashMap<>();
    private final Map<Stack, Block> terraform = new HashMap<>();
    private final Set<Partner> named = new HashSet<>();

    private Parties(Program program) {
        this.program = program;
        this.own = new Own(program);
        Map<Block, List<Mention>> all = mentions();
        takeTheOnlyAccount(all);
        all.forEach((block, mentions) -> {
            List<Mention> foreign = mentions.stream()
                    .filter(mention -> isStranger(mention, block))
                    .toList();
            if (!foreign.isEmpty()) {
                strangers.put(block, foreign);
            }
        });
    }

    private record Key() {}

    /** The parties of a program, read once. */
    public static Parties of(Program program) {
        return program.once(Parties.class, new Key(), () -> new Parties(program));
    }

    /** Who is named by a text that stands alone, such as a setting of a deployment. */
    public static List<Party> in(String text) {
        return PartyReader.in(new Text(List.of("setting"), text, false));
    }

    /** Who is named in a block and is somebody else, each once. */
    public List<Mention> strangers(Block block) {
        return strangers.getOrDefault(block, List.of());
    }

    /** Who is named in the settings of a stack and is somebody else. */
    public List<Mention> strangers(Stack stack) {
        Block settings = terraform.get(stack);
        return settings == null ? List.of() : strangers(settings);
    }

    /** Whether the program says itself which accounts are ours, so that another one is somebody else's for sure. */
    public boolean saysAccounts() {
        return own.saysAccounts();
    }

    /** The partners whom the program names. */
    public Set<Partner> named() {
        return Set.copyOf(named);
    }

    private Map<Block, List<Mention>> mentions() {
        Map<Block, List<Mention>> all = new HashMap<>();
        for (Stack stack : program.stacks()) {
            stack.resources()
                    .forEach(
                            resource -> all.put(resource, with(States.readBy(resource), mentions(Texts.of(resource)))));
            stack.providers().forEach(provider -> all.put(provider, mentions(Texts.of(provider))));
            // The state's account is the deployment's own choice; where the state is sent is judged.
            all.put(
                    terraform.computeIfAbsent(stack, Stack::terraform),
                    with(
                            States.of(stack),
                            mentions(Texts.of(stack.terraform())).stream()
                                    .filter(mention -> mention.party().form() == Form.HOST)
                                    .toList()));
        }
        return all;
    }

    private static List<Mention> with(Optional<Mention> state, List<Mention> others) {
        return Stream.concat(state.stream(), others.stream()).toList();
    }

    private static List<Mention> mentions(List<Text> texts) {
        Map<Party, Mention> first = new LinkedHashMap<>();
        List<Mention> further = new ArrayList<>();
        for (Text text : texts) {
            for (Party party : PartyReader.in(text)) {
                Mention mention = new Mention(party, text);
                if (first.putIfAbsent(party, mention) != null) {
                    further.add(mention);
                }
            }
        }
        List<Mention> mentions = new ArrayList<>(first.values());
        mentions.addAll(further);
        return mentions;
    }

    /** A program of one account that is written out and asks for no other has that one. */
    private void takeTheOnlyAccount(Map<Block, List<Mention>> all) {
        boolean asks = program.stacks().stream()
                .flatMap(stack -> stack.resources().stream())
                .anyMatch(resource -> resource.type().equals("aws_caller_identity"));
        if (asks || own.saysAccounts() || isSynthesized()) {
            return;
        }
        Set<String> accounts = all.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(Mention::party)
                        .filter(party -> party.form() == Form.ACCOUNT && !own.isKnown(party, entry.getKey()))
                        .map(Party::name))
                .filter(account -> !PLACEHOLDERS.contains(account))
                .collect(Collectors.toSet());
        if (accounts.size() == 1) {
            own.add(accounts.iterator().next());
        }
    }

    private boolean isSynthesized() {
        return program.stacks().stream().anyMatch(Stack::isSynthesized);
    }

    private boolean isStranger(Mention mention, Block block) {
        Party party = mention.party();
        boolean synthesized = block.stack().isSynthesized();
        boolean judged = synthesized
                || switch (party.form()) {
                    // What another program has made of ours is named by its id, and our regions are not written
                    // anywhere.
                    case ID, REGION -> false;
                    default -> !PLACEHOLDERS.contains(party.name());
                };
        if (!judged || own.isKnown(party, block) || isOfTheBlock(mention, block)) {
            return false;
        }
        List<Partner> partners = program.partners().stream()
                .filter(partner -> Partners.covers(partner, mention))
                .toList();
        if (!party.name().equals(StatePlaces.local())) {
            named.addAll(partners);
        }
        return partners.isEmpty();
    }

    /** The account of a resource's own provider is judged where the provider says it. */
    private static boolean isOfTheBlock(Mention mention, Block block) {
        Party party = mention.party();
        if (!(block instanceof Resource resource)) {
            return party.form() == Form.REGION;
        }
        return switch (party.form()) {
            case ACCOUNT -> party.name().equals(resource.account());
            case REGION -> isPlaceWithoutData(resource, mention.where());
            default -> false;
        };
    }

    /** Health is looked at from everywhere, and the witness of a global table holds no item that can be read. */
    private static boolean isPlaceWithoutData(Resource resource, Text where) {
        return resource.type().equals("aws_route53_health_check")
                || where.names().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("witness"));
    }
}
