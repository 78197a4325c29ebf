package payments.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** AWS Config has one recorder in a region: a second of another name is refused. */
final class RecordersFree implements Question {
    @Override
    public String name() {
        return "configuration-recorders";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource recorder : stacks.resources("aws_config_configuration_recorder")) {
            String ours = stacks.text(recorder.attribute("name"));
            List<String> others = new ArrayList<>();
            for (JsonNode there : aws.json(
                            "config", recorder.region(), "StarlingDoveService.DescribeConfigurationRecorders", "{}")
                    .path("ConfigurationRecorders")) {
                if (!there.path("name").asText().equals(ours)) {
                    others.add(there.path("name").asText());
                }
            }
            answers.add(
                    others.isEmpty()
                            ? Answer.pass("%s: no other recorder".formatted(recorder.region()))
                            : Answer.fail(
                                    "ownsAccount: false, if another deployment guards this account; else delete that recorder",
                                    "%s: there is the recorder %s, and AWS takes one"
                                            .formatted(recorder.region(), String.join(", ", others))));
        }
        return answers;
    }
}
