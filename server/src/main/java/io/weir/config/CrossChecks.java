package io.weir.config;

import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.Analytics;
import io.weir.config.NodeConfig.AnalyticsMode;
import io.weir.config.NodeConfig.DataStore;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.config.NodeConfig.Listeners;
import io.weir.config.NodeConfig.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold between settings that are valid one by one. Confined to the loading thread. */
final class CrossChecks {
    private final NodeConfig config;
    private final Settings settings;
    private final String file;

    /** @param file named in problems with defaults, which nobody wrote */
    CrossChecks(NodeConfig config, Settings settings, String file) {
        this.config = config;
        this.settings = settings;
        this.file = file;
    }

    void run() {
        NotInThisVersion.ALL.stream()
                .filter(missing -> missing.isAsked().test(config))
                .forEach(missing -> report(missing.path(), missing.value(), missing.expected()));
        checkKeystores();
        checkPorts();
        checkDatastore();
        checkAnalytics();
        checkProfile();
    }

    private void checkKeystores() {
        Listeners listeners = config.listeners();
        if (listeners.https().enabled()) {
            checkKeystore("listeners.https.keystore", listeners.https().keystore(), "listeners.https.enabled");
            checkReadable("listeners.https.truststore", listeners.https().truststore());
        }
        if (listeners.admin().enabled() && listeners.admin().tls()) {
            checkKeystore("listeners.admin.keystore", listeners.admin().keystore(), "listeners.admin.tls");
        }
    }

    private void checkKeystore(String path, @Nullable Path keystore, String because) {
        if (keystore == null) {
            report(path, "\"\"", "a keystore file, since " + because + " is true");
        }
        checkReadable(path, keystore);
    }

    private void checkReadable(String path, @Nullable Path file) {
        if (file != null && (!Files.isRegularFile(file) || !Files.isReadable(file))) {
            report(path, Setting.shown(file.toString()), "a readable file");
        }
    }

    private void checkPorts() {
        List<Listening> before = new ArrayList<>();
        for (Listening next : listening()) {
            before.stream()
                    .filter(next::collidesWith)
                    .findFirst()
                    .ifPresent(other -> report(
                            next.path(),
                            String.valueOf(next.address().port()),
                            "a port of its own; " + other.path() + " is " + other.address()));
            before.add(next);
        }
    }

    /** All that this node will listen on. */
    private List<Listening> listening() {
        Listeners on = config.listeners();
        boolean traffic = config.node().profile() != Profile.CONTROL_PLANE;
        List<Listening> all = new ArrayList<>();
        add(
                all,
                traffic && on.http().enabled(),
                "http",
                on.http().host(),
                on.http().port());
        add(
                all,
                traffic && on.https().enabled(),
                "https",
                on.https().host(),
                on.https().port());
        add(all, traffic && on.ajp().enabled(), "ajp", on.ajp().host(), on.ajp().port());
        add(all, on.admin().enabled(), "admin", on.admin().host(), on.admin().port());
        add(
                all,
                on.portal().enabled(),
                "portal",
                on.portal().host(),
                on.portal().port());
        if (config.datastore().mode() == DataStoreMode.EMBEDDED) {
            String path = settings.effective("datastore.addresses").isPresent()
                    ? "datastore.addresses"
                    : "datastore.address.port";
            all.add(new Listening(path, config.datastore().addresses().get(0)));
        }
        if (config.analytics().enabled() && config.analytics().mode() == AnalyticsMode.EMBEDDED) {
            String path = settings.effective("analytics.addresses").isPresent()
                    ? "analytics.addresses"
                    : "analytics.address.port";
            all.add(new Listening(path, config.analytics().addresses().get(0)));
        }
        return all;
    }

    private static void add(List<Listening> all, boolean enabled, String name, String host, int port) {
        if (enabled) {
            all.add(new Listening("listeners." + name + ".port", new Address(host, port)));
        }
    }

    private void checkDatastore() {
        if (settings.isRejected("datastore.mode")) {
            return;
        }
        DataStore datastore = config.datastore();
        boolean single = datastore.mode() == DataStoreMode.EMBEDDED || datastore.mode() == DataStoreMode.STANDALONE;
        if (single && datastore.addresses().size() > 1) {
            report(
                    "datastore.addresses",
                    datastore.addresses().size() + " addresses",
                    "one with datastore.mode " + ValueType.written(datastore.mode()));
        }
        if (datastore.mode() == DataStoreMode.EMBEDDED && datastore.tls()) {
            report("datastore.tls", "true", "false with datastore.mode embedded, whose server has no certificate");
        }
    }

    private void checkAnalytics() {
        Analytics analytics = config.analytics();
        if (!analytics.enabled() || settings.isRejected("analytics.mode")) {
            return;
        }
        if (analytics.tls()) {
            checkReadable("analytics.truststore", analytics.truststore());
        }
        if (!analytics.apiKey().isEmpty() && !analytics.username().isEmpty()) {
            report("analytics.apiKey", "***", "either a key, or analytics.username and analytics.password");
        }
        if (analytics.mode() == AnalyticsMode.EXTERNAL) {
            return;
        }
        if (analytics.addresses().size() > 1) {
            report(
                    "analytics.addresses",
                    analytics.addresses().size() + " addresses",
                    "one with analytics.mode embedded");
        }
        if (analytics.tls()) {
            report("analytics.tls", "true", "false with analytics.mode embedded, whose server has no certificate");
        }
        if (!analytics.apiKey().isEmpty() || !analytics.username().isEmpty()) {
            report(
                    analytics.apiKey().isEmpty() ? "analytics.username" : "analytics.apiKey",
                    analytics.apiKey().isEmpty() ? analytics.username() : "***",
                    "empty with analytics.mode embedded, whose server knows no users");
        }
    }

    private void checkProfile() {
        if (settings.isRejected("node.profile")) {
            return;
        }
        Listeners listeners = config.listeners();
        Profile profile = config.node().profile();
        if (profile == Profile.CONTROL_PLANE && !listeners.admin().enabled()) {
            report("listeners.admin.enabled", "false", "true with node.profile control-plane");
        }
        boolean traffic = listeners.http().enabled()
                || listeners.https().enabled()
                || listeners.ajp().enabled();
        if (profile == Profile.GATEWAY && !traffic) {
            report("listeners.http.enabled", "false", "a traffic listener with node.profile gateway");
        }
    }

    private void report(String path, String value, String expected) {
        settings.report(path, value, expected, file);
    }

    /** A socket that will be opened. */
    private record Listening(String path, Address address) {
        boolean collidesWith(Listening other) {
            return address.port() != 0
                    && address.port() == other.address.port()
                    && (address.host().equals(other.address.host()) || isWildcard() || other.isWildcard());
        }

        private boolean isWildcard() {
            return address.host().equals("0.0.0.0") || address.host().equals("::");
        }
    }
}
