package payments.service.dynamodb;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries one request to the endpoint and its answer back. */
@FunctionalInterface
public interface Transport {
    /**
     * An answer.
     *
     * @param status the HTTP status code
     * @param body the bytes; empty when there are none
     * @param checksum the header x-amz-crc32, a CRC-32 of the body in decimal; null when it is not there
     * @param requestId the header x-amzn-RequestId; null when it is not there
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and compared with nothing.
    record Reply(
            int status,
            byte[] body,
            @Nullable String checksum,
            @Nullable String requestId) {}

    /**
     * Sends a POST to the root of the endpoint.
     *
     * @param headers values by name, without Host
     * @param limit how long connecting, sending and each silence of the other side may last
     * @throws IOException when there is no whole answer; the request may have been processed all the same
     */
    Reply send(Map<String, String> headers, byte[] body, Duration limit) throws IOException;
}
