package payments.infrastructure.guardrail.rule;

import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/** A rule that judges every resource of some types. Other resources are reached through the judged one. */
public abstract class ResourceRule extends Rule {
    private final Set<String> types;

    /**
     * A rule for these types.
     *
     * @param types resource types, such as {@code aws_kms_key}
     */
    protected ResourceRule(String... types) {
        this.types = Set.of(types);
    }

    @Override
    public final Set<String> types() {
        return types;
    }

    @Override
    protected final void judge(Program program, Judging judging) {
        types.stream()
                .sorted()
                .flatMap(type -> program.resources(type).stream())
                .forEach(resource -> judging.about(Subject.of(resource), verdicts -> judge(resource, verdicts)));
    }

    /** Says at least one thing about the resource. */
    protected abstract void judge(Resource resource, Verdicts verdicts);
}
