package io.weir.addons.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelChecksTest {

    @TempDir
    Path kernel;

    @Test
    void namesEachSettingAndWhatGivesIt() throws IOException {
        write("sys/vm/overcommit_memory", "0\n");
        write("sys/net/core/somaxconn", "128\n");
        write("kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");

        assertThat(checks().redis())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("vm.overcommit_memory: 0 (expected: 1;")
                        && line.contains("sysctl -w vm.overcommit_memory=1"))
                .anyMatch(line -> line.startsWith("net.core.somaxconn: 128 (expected: 511;"))
                .anyMatch(line -> line.startsWith("transparent huge pages: always (expected: madvise;"));
    }

    @Test
    void isContentWithAKernelThatSuits() throws IOException {
        write("sys/vm/overcommit_memory", "1\n");
        write("sys/net/core/somaxconn", "4096\n");
        write("kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        write("sys/vm/max_map_count", "262144\n");
        write("self/limits", "Max open files            1024                 unlimited            files\n");

        assertThat(checks().redis()).isEmpty();
        assertThat(checks().elasticsearch()).isEmpty();
    }

    @Test
    void countsTheLimitThatAProcessCanRaiseItselfTo() throws IOException {
        write("sys/vm/max_map_count", "65530\n");
        write("self/limits", "Max open files            1024                 4096                 files\n");

        assertThat(checks().elasticsearch())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("vm.max_map_count: 65530 (expected: 262144;"))
                .anyMatch(line -> line.startsWith("open files: 4096 (expected: 65535 or more;"));
    }

    @Test
    void saysNothingWhereThereIsNoLinux() {
        assertThat(checks().redis()).isEmpty();
        assertThat(checks().elasticsearch()).isEmpty();
    }

    private KernelChecks checks() {
        return new KernelChecks(new Machine(false, "me", "", kernel, kernel));
    }

    private void write(String file, String text) throws IOException {
        Path path = kernel.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
