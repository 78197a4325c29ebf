package payments.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The buckets. Every method throws {@link payments.service.resilience.UnavailableException} when the bucket cannot answer
 * now or does not let us in; each may be repeated.
 */
public interface FileStore {

    /**
     * Opens exactly this version. Closing it early ends the transfer.
     *
     * @throws FileGoneException when the version is not there
     */
    InputStream open(BatchFile file);

    /** Writes an object from a local file, replacing an older one. */
    void put(String bucket, String key, Path content);

    /** Starts an object of unknown length. */
    Upload upload(String bucket, String key) throws IOException;

    /** Moves a version to another bucket; does nothing when it was moved before. */
    void move(BatchFile file, String bucket, String key);

    /** An object being written. It appears when finished; closed before that, it never existed. */
    abstract class Upload extends OutputStream {
        /** Makes the object appear. */
        public abstract void finish() throws IOException;
    }
}
