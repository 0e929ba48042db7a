package io.weir.addons;

import io.weir.addons.console.Guide;
import io.weir.cli.CommandException;
import io.weir.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code weir addons} without a command: asks what to install. */
@Command(
        name = "addons",
        description =
                "Install and run the servers that nodes need: the Data Store and the Analytics server. Without a command it asks.",
        synopsisSubcommandLabel = "[COMMAND]")
final class AddonsCommand implements Callable<Integer> {
    private final Workplace workplace;

    AddonsCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Guide guide = new Guide(
                workplace.in(), workplace.context().out(), workplace.context().home());
        Guide.Answer answer = guide.ask().orElseThrow(() -> new CommandException("ended: nothing was installed"));
        new DatastoreInstallation(workplace)
                .install(
                        answer.dir(),
                        new DatastoreRequest(answer.port(), answer.bind(), answer.password(), false, null, null),
                        null,
                        null,
                        true);
        return ExitCodes.OK;
    }
}
