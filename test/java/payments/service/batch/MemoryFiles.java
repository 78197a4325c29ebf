package payments.service.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Buckets in memory, where a error must be placed exactly; real ones are in the slow tests. */
final class MemoryFiles implements FileStore {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final Map<String, byte[]> objects = new TreeMap<>();

    BatchFile received(String key, String content) {
        return received(key, content.getBytes(StandardCharsets.UTF_8));
    }

    BatchFile received(String key, byte[] content) {
        objects.put("uploads/" + key, content);
        return new BatchFile("uploads", key, Optional.of("1"), "etag", DAY);
    }

    void delete(BatchFile file) {
        objects.remove(name(file));
    }

    boolean has(String bucket, String key) {
        return objects.containsKey(bucket + "/" + key);
    }

    String text(String bucket, String key) {
        byte[] content = objects.get(bucket + "/" + key);
        if (content == null) {
            throw new AssertionError("no object %s/%s among %s".formatted(bucket, key, objects.keySet()));
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String name(BatchFile file) {
        return file.bucket() + "/" + file.key();
    }

    @Override
    public InputStream open(BatchFile file) {
        byte[] content = objects.get(name(file));
        if (content == null) {
            throw new FileGoneException(new IllegalStateException("404"));
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public void put(String bucket, String key, Path content) {
        try {
            objects.put(bucket + "/" + key, Files.readAllBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Upload upload(String bucket, String key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return new Upload() {
            @Override
            public void write(int value) {
                content.write(value);
            }

            @Override
            public void finish() {
                objects.put(bucket + "/" + key, content.toByteArray());
            }
        };
    }

    @Override
    public void move(BatchFile file, String bucket, String key) {
        byte[] content = objects.remove(name(file));
        if (content != null) {
            objects.put(bucket + "/" + key, content);
        }
    }
}
