package io.weir.addons.machine;

import io.weir.cli.CommandException;
import java.util.List;
import java.util.stream.Collectors;

/** What makes a server a service of the system: texts for somebody to put in place. Pure. */
public final class ServiceTexts {
    private ServiceTexts() {}

    /** A systemd unit. */
    public static String systemd(String title, Server server) {
        StringBuilder text = new StringBuilder(
                """
                [Unit]
                Description=Weir: %s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=exec
                User=%s
                WorkingDirectory=%s
                """.formatted(title, server.user(), path(server.folder().toString())));
        server.environment().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> text.append("Environment=")
                        .append(word(entry.getKey() + "=" + entry.getValue()))
                        .append('\n'));
        text.append("ExecStart=").append(words(server.command())).append('\n');
        server.unit().forEach(line -> text.append(line).append('\n'));
        return text.append("""
                        Restart=on-failure
                        RestartSec=2
                        TimeoutStopSec=60
                        NoNewPrivileges=yes
                        PrivateTmp=yes
                        ProtectSystem=full

                        [Install]
                        WantedBy=multi-user.target
                        """).toString();
    }

    /** Commands for an administrator's prompt. */
    public static String windows(String name, Server server) {
        String command =
                server.command().stream().map(each -> "\\\"" + each + "\\\"").collect(Collectors.joining(" "));
        return """
                rem As administrator:
                sc.exe create %1$s binPath= "%2$s" start= auto
                sc.exe failure %1$s reset= 86400 actions= restart/5000
                sc.exe start %1$s
                """.formatted(name, command).replace("\n", "\r\n");
    }

    private static String words(List<String> words) {
        return words.stream().map(ServiceTexts::word).collect(Collectors.joining(" "));
    }

    /** systemd reads {@code %}, {@code $}, {@code \} and quotes inside of quotes too. */
    private static String word(String word) {
        String escaped =
                escaped(word).replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
        return word.matches("[A-Za-z0-9_./:=@-]+") ? word : '"' + escaped + '"';
    }

    /** Settings with one path take it as it is. */
    private static String path(String path) {
        return escaped(path);
    }

    private static String escaped(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new CommandException(text + " (expected: no control characters, which a unit cannot hold)");
        }
        return text.replace("%", "%%");
    }
}
