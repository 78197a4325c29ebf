package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/** The addresses of networks. */
final class Networks {
    private Networks() {}

    /** The blocks of a VPC: its first one, and those that were associated. */
    static List<AddressBlock> blocks(Resource vpc) {
        return Stream.concat(Stream.of(vpc), vpc.referrers("aws_vpc_ipv4_cidr_block_association", "vpc_id").stream())
                .flatMap(owner -> AddressBlock.of(owner.attribute("cidr_block").text()).stream())
                .toList();
    }

    /** Whether a block lies in a VPC of a program, in whichever region. */
    static boolean has(Program program, AddressBlock block) {
        return program.resources("aws_vpc").stream()
                .flatMap(vpc -> blocks(vpc).stream())
                .anyMatch(own -> own.contains(block));
    }
}
