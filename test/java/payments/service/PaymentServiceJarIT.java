package payments.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class PaymentServiceJarIT {
    private static final Path JAR = Path.of("lambda-handler", "target", "payment-service.jar");
    private static final long MAX_BYTES = 20L * 1024 * 1024;

    @Test
    void theJarIsSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    }

    @Test
    void theJarHasTheHandlerAndItsTableButNothingOfTheInfrastructure() throws IOException {
        assertThat(names())
                .contains(
                        "payments/service/handler/PaymentsApiHandler.class",
                        "payments/service/domain/iso-4217.csv",
                        "software/amazon/awssdk/services/dynamodb/DynamoDbClient.class")
                .noneMatch(name -> name.startsWith("com/hashicorp"))
                .noneMatch(name -> name.contains("cdktf") || name.contains("jsii"))
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
    }

    private static List<String> names() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
