package io.weir.cli;

import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Commands of {@code weir} that another module brings along: it names its implementation in {@code META-INF/services}. One thread. */
public interface AddedCommands {

    /** Adds them; their help and their errors look like those of all the others. */
    void addTo(CommandLine weir, CommandContext context);

    /** Those on the class path. */
    static List<AddedCommands> installed() {
        return ServiceLoader.load(AddedCommands.class, AddedCommands.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
