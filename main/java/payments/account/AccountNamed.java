package payments.account;

import java.util.List;
import java.util.Set;

/** The credentials are of the account that the stacks name; Terraform refuses others by {@code allowed_account_ids}. */
final class AccountNamed implements Question {
    @Override
    public String name() {
        return "account";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        Set<String> named = stacks.accounts();
        if (named.isEmpty()) {
            return List.of(
                    Answer.pass("the credentials are of account %s; the stacks name none".formatted(stacks.account())));
        }
        return List.of(
                named.equals(Set.of(stacks.account()))
                        ? Answer.pass(
                                "the credentials are of account %s, as the stacks name it".formatted(stacks.account()))
                        : Answer.fail(
                                "use credentials of that account (--profile), and one environment at a time (--environment)",
                                "the credentials are of account %s, the stacks name %s"
                                        .formatted(stacks.account(), String.join(", ", named))));
    }
}
