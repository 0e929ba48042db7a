package io.weir.wsconfig.connector;

import io.weir.wsconfig.text.WorkerNames;
import java.nio.file.Path;
import java.util.List;

/**
 * One connector as it lies on disk. Immutable.
 *
 * @param folder {@code connectors/N}
 * @param edited the web server's files that have lines of it
 */
public record Connector(int number, Path folder, ConnectorSettings settings, List<Path> edited) {

    public Connector {
        edited = List.copyOf(edited);
    }

    /** The names of its workers. */
    WorkerNames names() {
        return new WorkerNames(number);
    }

    /** One of its files. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The same with other settings. */
    Connector with(ConnectorSettings other) {
        return new Connector(number, folder, other, edited);
    }

    /** How it is called in messages. */
    public String title() {
        return "connector " + number + " (" + settings.site().title() + ")";
    }
}
