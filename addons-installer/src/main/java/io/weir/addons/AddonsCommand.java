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
        if (answer instanceof Guide.Datastore wanted) {
            DatastoreRequest request =
                    new DatastoreRequest(wanted.port(), wanted.bind(), wanted.password(), null, false, null, null);
            new DatastoreInstallation(workplace).install(wanted.dir(), request, null, null, true);
        } else if (answer instanceof Guide.Analytics wanted) {
            AnalyticsRequest request =
                    new AnalyticsRequest(wanted.httpPort(), wanted.transportPort(), wanted.bind(), null, null, null);
            new AnalyticsInstallation(workplace).install(wanted.dir(), request, null, null, true);
        }
        return ExitCodes.OK;
    }
}
