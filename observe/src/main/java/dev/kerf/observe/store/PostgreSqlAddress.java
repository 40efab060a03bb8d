package dev.kerf.observe.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A database of a PostgreSQL server: {@code postgresql://user:password@host:port/database?option=value&…}. What is no plain
 * letter of user, password or option is written as {@code %} and two hexadecimal digits.
 *
 * @param hosts    with their ports, one or several after commas, of which the first is taken that answers
 * @param database as it stands in the address
 * @param user     empty: as the driver says
 * @param password empty: none
 * @param options  of the driver, such as {@code sslmode} and {@code sslrootcert}, or {@code currentSchema}
 */
public record PostgreSqlAddress(
        String hosts, String database, String user, String password, Map<String, String> options) implements Location {
    private static final String SCHEMA = "currentSchema";
    private static final Pattern SCHEME = Pattern.compile("(?i)postgres(ql)?://");
    private static final String HOST = "(\\[[^]]+]|[^:,@\\[\\]]+)(:\\d{1,5})?";
    private static final Pattern HOSTS = Pattern.compile(HOST + "(," + HOST + ")*");
    private static final Pattern PORT = Pattern.compile(":(\\d+)(?=,|$)");
    private static final int MOST = 65_535;
    private static final String FORM = "postgresql://user:password@host:port/database";

    static boolean isOne(String text) {
        return SCHEME.matcher(text).lookingAt();
    }

    /** @throws IllegalArgumentException if it is none; one sentence without the password */
    static PostgreSqlAddress of(String text) {
        String rest = SCHEME.matcher(text).replaceFirst("");
        // The last one: a password that was not written as it should be must not be taken for a host, and be shown.
        int at = rest.lastIndexOf('@');
        String[] who = rest.substring(0, Math.max(at, 0)).split(":", 2);
        String[] place = rest.substring(at + 1).split("\\?", 2);
        int slash = place[0].indexOf('/');
        String hosts = slash < 0 ? place[0] : place[0].substring(0, slash);
        String database = slash < 0 ? "" : place[0].substring(slash + 1);
        Map<String, String> options = options(place.length > 1 ? place[1] : "");
        String user = options.remove("user");
        String password = options.remove("password");
        return new PostgreSqlAddress(
                hosts,
                database,
                user == null ? plain(who[0]) : user,
                password == null ? plain(who.length > 1 ? who[1] : "") : password,
                options);
    }

    public PostgreSqlAddress {
        options = Map.copyOf(options);
        if (!areHosts(hosts) || plain(database).isEmpty() || database.contains("/")) {
            throw new IllegalArgumentException(
                    "%s is no address of a database; write %s".formatted(shown(hosts, database, user), FORM));
        }
    }

    private static boolean areHosts(String text) {
        return HOSTS.matcher(text).matches()
                && PORT.matcher(text).results().allMatch(port -> Integer.parseInt(port.group(1)) <= MOST);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String each : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = each.split("=", 2);
            options.put(plain(pair[0]), pair.length > 1 ? plain(pair[1]) : "");
        }
        return options;
    }

    private static String plain(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            throw new IllegalArgumentException(
                    "an address of a database has a % that two hexadecimal digits do not follow; write %25 for it",
                    odd);
        }
    }

    /** With this password, unless it has one. */
    public PostgreSqlAddress or(String other) {
        return password.isEmpty() ? new PostgreSqlAddress(hosts, database, user, other, options) : this;
    }

    /** Without user, password and options, as the driver wants it. */
    String jdbc() {
        return "jdbc:postgresql://" + hosts + "/" + database;
    }

    /** What the driver is told besides: first what is usual here, then what the address says. */
    Properties properties() {
        Properties all = new Properties();
        all.setProperty("ApplicationName", "kerf");
        // Seconds, so that nobody waits for ever for one who went away without a word.
        all.setProperty("connectTimeout", "10");
        all.setProperty("socketTimeout", "600");
        all.setProperty("tcpKeepAlive", "true");
        // Prepared, and answered in binary, from the first time on.
        all.setProperty("prepareThreshold", "-1");
        all.putAll(options);
        all.setProperty(SCHEMA, schema());
        if (!user.isEmpty()) {
            all.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            all.setProperty("password", password);
        }
        return all;
    }

    /** In which the tables are. */
    String schema() {
        return options.getOrDefault(SCHEMA, "kerf");
    }

    /** Without password and options. */
    @Override
    public String toString() {
        return shown(hosts, database, user);
    }

    private static String shown(String hosts, String database, String user) {
        return "postgresql://" + user + (user.isEmpty() ? "" : "@") + hosts + "/" + database;
    }
}
