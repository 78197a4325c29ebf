package payments.account;

import java.util.Hashtable;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Asks DNS as this machine is set up for it. */
final class Dns {
    private static final Pattern DOMAIN = Pattern.compile("[\\w-]+(\\.[\\w-]+)+");

    private Dns() {}

    /** The name servers of a domain; empty where there is no answer. */
    // JNDI is the JDK's own way to DNS. What makes it dangerous is a name with a scheme, such as ldap: none passes the
    // pattern.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    static Set<String> nameServers(String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            return Set.of();
        }
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        Set<String> names = new TreeSet<>();
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                Attribute servers =
                        context.getAttributes(domain, new String[] {"NS"}).get("NS");
                for (int i = 0; servers != null && i < servers.size(); i++) {
                    names.add(String.valueOf(servers.get(i)));
                }
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            return Set.of();
        }
        return names;
    }
}
