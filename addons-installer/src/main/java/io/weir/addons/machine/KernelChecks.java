package io.weir.addons.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of a Linux kernel that a server needs, each with the command that gives it. Elsewhere there is nothing to say. Any thread. */
public final class KernelChecks {
    /** What Redis asks for as its backlog of connections, and so what it warns about. */
    private static final long BACKLOG = 511;

    private static final long MAX_MAP_COUNT = 262_144;
    private static final long OPEN_FILES = 65_535;
    private static final Pattern SOFT_AND_HARD =
            Pattern.compile("Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)");

    private final Machine machine;

    public KernelChecks(Machine machine) {
        this.machine = machine;
    }

    /** What would make Redis slower or less safe than it could be. */
    public List<String> redis() {
        List<String> findings = new ArrayList<>();
        setting("vm/overcommit_memory").ifPresent(value -> {
            if (value != 1) {
                findings.add(finding(
                        "vm.overcommit_memory",
                        value,
                        "1",
                        "Redis may fail to rewrite its append-only file when memory is short"));
            }
        });
        setting("net/core/somaxconn").ifPresent(value -> {
            if (value < BACKLOG) {
                findings.add(finding(
                        "net.core.somaxconn", value, String.valueOf(BACKLOG), "many connections at once are refused"));
            }
        });
        text(machine.sys().resolve("kernel/mm/transparent_hugepage/enabled"))
                .filter(value -> value.contains("[always]"))
                .ifPresent(
                        value -> findings.add(
                                "transparent huge pages: always (expected: madvise; rewriting the"
                                        + " append-only file makes Redis slow; echo madvise > /sys/kernel/mm/transparent_hugepage/enabled)"));
        return findings;
    }

    /** What keeps Elasticsearch from starting where it listens on more than loopback, and is unwise elsewhere. */
    public List<String> elasticsearch() {
        List<String> findings = new ArrayList<>();
        setting("vm/max_map_count").ifPresent(value -> {
            if (value < MAX_MAP_COUNT) {
                findings.add(finding(
                        "vm.max_map_count", value, String.valueOf(MAX_MAP_COUNT), "Elasticsearch maps its files"));
            }
        });
        hardLimitOfOpenFiles().ifPresent(value -> {
            if (value < OPEN_FILES) {
                findings.add("open files: " + value + " (expected: " + OPEN_FILES + " or more; ulimit -n " + OPEN_FILES
                        + ", for good by a line in /etc/security/limits.conf or LimitNOFILE= of the unit)");
            }
        });
        return findings;
    }

    private static String finding(String name, long value, String wanted, String reason) {
        return name + ": " + value + " (expected: " + wanted + "; " + reason + "; sysctl -w " + name + "=" + wanted
                + ", for good by a file in /etc/sysctl.d)";
    }

    private OptionalLong setting(String path) {
        return text(machine.proc().resolve("sys").resolve(path))
                .filter(value -> value.matches("\\d{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    private OptionalLong hardLimitOfOpenFiles() {
        return text(machine.proc().resolve("self/limits"))
                .map(SOFT_AND_HARD::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(2))
                .filter(hard -> hard.matches("\\d{1,18}"))
                .map(hard -> OptionalLong.of(Long.parseLong(hard)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException notThisKernel) {
            return Optional.empty();
        }
    }
}
