package io.weir.cli;

import java.util.Optional;
import java.util.Set;

/** The commands that belong to Weir but are not in this version or this installation: asked for, they say so instead of looking mistyped. */
final class AbsentCommands {
    private static final Set<String> NAMES = Set.of("addons");

    private AbsentCommands() {}

    /**
     * What to tell somebody who asked for one of them.
     *
     * @param present the names of the commands that are there
     */
    static Optional<String> refusal(String[] args, Set<String> present) {
        return args.length > 0 && NAMES.contains(args[0]) && !present.contains(args[0])
                ? Optional.of(
                        args[0] + ": this version does not have it (expected: one of the commands of weir --help)")
                : Optional.empty();
    }
}
