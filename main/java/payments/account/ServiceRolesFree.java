package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;

/** A service-linked role that the stacks make is not there yet: IAM has one for each service, and refuses a second. */
final class ServiceRolesFree implements Question {
    private static final String VERSION = "2010-05-08";

    @Override
    public String name() {
        return "service-linked-roles";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource role : stacks.resources("aws_iam_service_linked_role")) {
            String service = stacks.text(role.attribute("aws_service_name"));
            boolean isThere = aws
                    .form(
                            "iam",
                            "us-east-1",
                            VERSION,
                            "ListRoles",
                            "PathPrefix",
                            "/aws-service-role/%s/".formatted(service))
                    .all("RoleName")
                    .stream()
                    .findAny()
                    .isPresent();
            if (!isThere) {
                answers.add(Answer.pass("%s: none yet".formatted(service)));
            } else if (isDeployed(aws, stacks)) {
                answers.add(Answer.pass("%s: there, as the stacks' own roles are".formatted(service)));
            } else {
                answers.add(Answer.fail(
                        "terraform -chdir=cdktf.out/stacks/%s import %s <its ARN> before the first apply"
                                .formatted(role.stack().name(), role.address()),
                        "%s: the account has the role already, and IAM makes no second".formatted(service)));
            }
        }
        return answers;
    }

    /** Whether an earlier apply of the same stacks made their roles. */
    private static boolean isDeployed(Aws aws, Stacks stacks) {
        Optional<String> ours = stacks.resources("aws_iam_role").stream()
                .map(role -> stacks.text(role.attribute("name")))
                .filter(name -> !name.isEmpty())
                .findFirst();
        if (ours.isEmpty()) {
            return false;
        }
        try {
            aws.form("iam", "us-east-1", VERSION, "GetRole", "RoleName", ours.get());
            return true;
        } catch (RefusedException e) {
            if (e.code().equals("NoSuchEntity")) {
                return false;
            }
            throw e;
        }
    }
}
