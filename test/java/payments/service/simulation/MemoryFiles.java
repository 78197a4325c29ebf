package payments.service.simulation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import payments.service.batch.BatchFile;
import payments.service.batch.FileGoneException;
import payments.service.batch.FileStore;

/** The bucket of uploads behind faults. Reports go nowhere: their content has tests of its own. */
final class MemoryFiles implements FileStore {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final Map<String, String> uploads = new HashMap<>();
    private final FaultInjector faults;

    MemoryFiles(FaultInjector faults) {
        this.faults = faults;
    }

    BatchFile receive(String key, String content) {
        uploads.put(key, content);
        return new BatchFile("uploads", key, Optional.of("1"), "etag", DAY);
    }

    @Override
    public InputStream open(BatchFile file) {
        return faults.around(Port.FILES, "open", () -> {
            String content = uploads.get(file.key());
            if (content == null) {
                throw new FileGoneException(new IllegalStateException("404"));
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public void put(String bucket, String key, Path content) {
        faults.around(Port.FILES, "put report", () -> {});
    }

    @Override
    public Upload upload(String bucket, String key) {
        throw new UnsupportedOperationException("no simulated file is large");
    }

    @Override
    public void move(BatchFile file, String bucket, String key) {
        throw new UnsupportedOperationException("no simulated file has card data");
    }
}
