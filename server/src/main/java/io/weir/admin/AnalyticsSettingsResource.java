package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.settings.AnalyticsChanged;
import io.weir.analytics.settings.AnalyticsObstacle;
import io.weir.analytics.settings.AnalyticsObstacleException;
import io.weir.analytics.settings.AnalyticsSettings;
import io.weir.analytics.settings.AnalyticsTest;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /settings/analytics}: shown, tried, changed. Passwords and the key are taken and never shown. */
final class AnalyticsSettingsResource implements Resource {
    private final AnalyticsSettings settings;

    AnalyticsSettingsResource(AnalyticsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getAnalyticsSettings",
                call -> Answer.json(200, AnalyticsSettingsView.settings(settings.current())),
                "testAnalyticsSettings",
                this::test,
                "putAnalyticsSettings",
                this::put);
    }

    private Answer test(Call call) {
        try {
            AnalyticsTest test = settings.test(wanted(call));
            return Answer.json(200, AnalyticsSettingsView.test(test));
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private Answer put(Call call) {
        boolean isForced = call.parameters().query("force", "false").equals("true");
        NodeConfig.Analytics wanted = wanted(call);
        try {
            AnalyticsChanged changed = settings.change(wanted, isForced);
            if (changed.isChanged()) {
                Audit.changed(
                        call, AnalyticsSettingsView.line(changed.from()), AnalyticsSettingsView.line(changed.to()));
            }
            return Answer.json(200, AnalyticsSettingsView.changed(changed));
        } catch (AnalyticsObstacleException e) {
            String detail = String.valueOf(e.getMessage());
            throw e.obstacle() == AnalyticsObstacle.CONFIG
                    ? new ProblemException(409, "config-not-writable", detail)
                    : new ProblemException(
                            409,
                            "analytics-unusable",
                            e.obstacle().label() + ": " + detail + " (force=true takes the values all the same)");
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private static ProblemException stopping() {
        Thread.currentThread().interrupt();
        return ProblemException.busy("the node is stopping");
    }

    private NodeConfig.Analytics wanted(Call call) {
        ObjectNode body = call.object();
        Secret password = SettingsValues.take(body, "password");
        Secret apiKey = SettingsValues.take(body, "apiKey");
        Secret truststorePassword = SettingsValues.take(body, "truststorePassword");
        NodeConfig.Analytics read = SettingsValues.read(body, "analytics", settings::read);
        NodeConfig.Analytics present = settings.current();
        boolean isSameServer = read.addresses().equals(present.addresses());
        return new NodeConfig.Analytics(
                read.enabled(),
                read.mode(),
                read.clusterName(),
                read.username(),
                secret(password, isSameServer, present.password()),
                // Who names a user does not log in by the key that was there.
                secret(apiKey, isSameServer && read.username().isEmpty(), present.apiKey()),
                read.tls(),
                read.truststore(),
                secret(truststorePassword, isSameServer, present.truststorePassword()),
                read.flushInterval(),
                read.maxActionsPerBulk(),
                read.maxConcurrentBulk(),
                read.sniff(),
                read.retention(),
                read.spoolLimit(),
                read.replicas(),
                read.heap(),
                read.addresses());
    }

    private static Secret secret(@Nullable Secret given, boolean isSameServer, Secret present) {
        if (given != null) {
            return given;
        }
        return isSameServer ? present : Secret.NONE;
    }
}
