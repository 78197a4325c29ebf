package payments.service.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;
import payments.contract.FunctionVariable;

/**
 * Trusts only the certificate authorities that sign the database servers of one region. pgjdbc makes this object by its
 * class name; the argument says where the authorities are.
 *
 * <p>The files under {@code authorities} are the regional roots of the RDS bundle {@code global-bundle.pem} (RDS guide,
 * "Using SSL/TLS to encrypt a connection"), one file per region: reading three certificates instead of all spares time
 * at every cold start. Taken from two independent copies of that bundle, which agreed in every certificate.
 */
public final class Authorities extends WrappedFactory {
    private static final String FILE = "file:";
    private static final String REGION = "region:";

    /**
     * Called by pgjdbc.
     *
     * @throws IllegalStateException when the authorities cannot be read; the message says which
     */
    public Authorities(Properties properties) {
        String argument = PGProperty.SSL_FACTORY_ARG.getOrDefault(properties);
        this.factory = context(argument == null ? "" : argument).getSocketFactory();
    }

    /** The argument for the authorities that the settings name. */
    static String argument(DatabaseSettings settings) {
        return settings.authorities()
                .map(path -> FILE + path.toAbsolutePath())
                .orElseGet(() -> REGION + settings.region());
    }

    private static SSLContext context(String argument) {
        try (InputStream pem = open(argument)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the certificate authorities of the database (%s) cannot be read".formatted(argument), e);
        }
    }

    private static InputStream open(String argument) throws IOException {
        if (argument.startsWith(FILE)) {
            return Files.newInputStream(Path.of(argument.substring(FILE.length())));
        }
        String region = argument.substring(REGION.length());
        InputStream stream = Authorities.class.getResourceAsStream("authorities/" + region + ".pem");
        if (stream == null) {
            throw new IllegalStateException(
                    "no certificate authorities are known for the region %s; name a PEM file by %s"
                            .formatted(region, FunctionVariable.DATABASE_CA_FILE));
        }
        return stream;
    }
}
