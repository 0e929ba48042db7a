package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A systemd unit that keeps connectors in step with the cluster. */
public final class SystemdUnit {
    private SystemdUnit() {}

    /**
     * The unit's text.
     *
     * @param command the program and its arguments
     * @param environment what the program needs of this shell's
     */
    public static String text(List<String> command, Map<String, String> environment) {
        Lines lines = new Lines()
                .add("[Unit]")
                .add("Description=Weir: the web server follows the cluster")
                .add("Wants=network-online.target")
                .add("After=network-online.target")
                .add("")
                .add("[Service]")
                .add("Type=exec");
        environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> lines.add("Environment=" + quoted(entry.getKey() + "=" + entry.getValue())));
        return lines.add(
                        "ExecStart=" + command.stream().map(SystemdUnit::quoted).collect(Collectors.joining(" ")))
                .add("Restart=on-failure")
                .add("RestartSec=5")
                .add("")
                .add("[Install]")
                .add("WantedBy=multi-user.target")
                .text();
    }

    /** systemd reads {@code %}, {@code $}, {@code \} and quotes inside of quotes too. */
    private static String quoted(String word) {
        if (word.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new WsconfigException(word + " (expected: no control characters, which a systemd unit cannot hold)");
        }
        String escaped = word.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("%", "%%")
                .replace("$", "$$");
        return word.matches("[A-Za-z0-9_./:=@-]+") ? word : '"' + escaped + '"';
    }
}
