package io.weir.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param text as the {@code PATH} variable has it
 */
public record SearchPath(String text) {

    /** The file of a program. */
    public Optional<Path> find(String program) {
        return Arrays.stream(text.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether there is a program of this name. */
    public boolean has(String program) {
        return find(program).isPresent();
    }
}
