package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Each service that the functions reach through an endpoint has one in the region. */
final class EndpointServicesOffered implements Question {
    @Override
    public String name() {
        return "endpoint-services";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_vpc_endpoint")) {
            Set<String> wanted = stacks.in(region, "aws_vpc_endpoint")
                    .map(endpoint -> stacks.text(endpoint.attribute("service_name")))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> there = offered(aws, region);
            List<String> missing =
                    wanted.stream().filter(name -> !there.contains(name)).toList();
            answers.add(
                    missing.isEmpty()
                            ? Answer.pass("%s: all %d".formatted(region, wanted.size()))
                            : Answer.fail(
                                    "another region, or leave out what needs the service",
                                    "%s: there is no %s".formatted(region, String.join(", ", missing))));
        }
        return answers;
    }

    private static Set<String> offered(Aws aws, String region) {
        Set<String> names = new TreeSet<>();
        String token = "";
        do {
            Xml page = token.isEmpty()
                    ? aws.form("ec2", region, "2016-11-15", "DescribeVpcEndpointServices")
                    : aws.form("ec2", region, "2016-11-15", "DescribeVpcEndpointServices", "NextToken", token);
            names.addAll(page.texts("serviceName"));
            page.all("serviceNameSet").stream()
                    .flatMap(set -> set.texts("item").stream())
                    .forEach(names::add);
            token = Objects.requireNonNull(page.first("nextToken").orElse(""));
        } while (!token.isEmpty());
        return names;
    }
}
